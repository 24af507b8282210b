#!/usr/bin/env bash
# certificate.sh NAME: a self-signed certificate for NAME in deploy/nginx/certs, unless one is there already.
# For trying HTTPS at home; a real site puts its own fullchain.pem and privkey.pem there.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
name=${1:?certificate.sh needs a host name}
folder=$ROOT/deploy/nginx/certs

[ -s "$folder/fullchain.pem" ] && [ -s "$folder/privkey.pem" ] && exit 0
has openssl || die "openssl is missing; install Debian's package openssl"
mkdir -p "$folder"
(umask 077 && openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=$name" \
  -addext "subjectAltName=DNS:$name" -keyout "$folder/privkey.pem" -out "$folder/fullchain.pem" 2>/dev/null)
say "made a self-signed certificate for $name in deploy/nginx/certs"
