#!/usr/bin/env bash
# throwaway.sh COMMAND...: runs COMMAND beside a fresh Souk with demo data, on a database server and ports of its
# own; nothing of it stays. COMMAND finds the address in $SOUK_URL and the mails in $SOUK_MAIL_DIR.
# With SOUK_HTTPS=yes there is no demo data and the door is nginx over HTTPS with the settings of deploy/nginx: $SOUK_URL is https://…, its
# certificate $NODE_EXTRA_CA_CERTS, and $SOUK_PLAIN_URL the address without encryption.
# SOUK_MIGRATE is a program of another release that makes the tables.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=souk.sh
. "$(dirname "$0")/souk.sh"
folder=$STATE/throwaway/$$
mkdir -p "$folder"
declare -A ports
for module in $(modules); do ports[$module]=$(free_port); done
port_of() { echo "${ports[$1]}"; }

souk=
nginx=
finish() {
  local status=$?
  trap - EXIT
  trap '' INT TERM HUP
  [ -z "$nginx" ] || stop_pid "$nginx" TERM 10
  [ -z "$souk" ] || stop_pid "$souk" INT 20
  SOUK_STATE=$folder deploy/dev/pg.sh destroy --test
  if [ "$status" = 0 ]; then rm -rf "$folder"; else say "what that Souk left behind is in $folder"; fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# nginx as a site would run it, on ports of its own.
https_settings() {
  local https plain
  https=$(free_port) plain=$(free_port)
  openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$folder/privkey.pem" -out "$folder/fullchain.pem" 2>/dev/null
  sed -e "s|/etc/nginx/certs|$folder|; s|server gateway:8080|server 127.0.0.1:$(port_of gateway)|; s|/tmp/nginx.pid|$folder/nginx.pid|" \
    -e "s|include mime.types|include /etc/nginx/mime.types|; s|/dev/stderr|stderr|" \
    -e "s|listen 80 |listen 127.0.0.1:$plain |; s|listen 443 |listen 127.0.0.1:$https |; /listen \[::\]/d" \
    deploy/nginx/nginx.conf >"$folder/nginx.conf"
  export SOUK__GATEWAY__PUBLIC_URL=https://localhost:$https SOUK__GATEWAY__TRUSTED_PROXIES=127.0.0.0/8
  export NODE_EXTRA_CA_CERTS=$folder/fullchain.pem SOUK_PLAIN_URL=http://localhost:$plain
}

cd "$ROOT"
server=$(SOUK_STATE=$folder deploy/dev/pg.sh start --test)
souk_env "$server" souk "$folder"
module_addresses port_of
[ "${SOUK_HTTPS:-}" != yes ] || https_settings
export SOUK_URL=$SOUK__GATEWAY__PUBLIC_URL SOUK_MAIL_DIR=$SOUK__MAIL__DIR
give_up() { tail -n 30 "$folder/souk.log" >&2; die "that Souk did not $1"; }
"$BIN/souk" keys >"$folder/souk.log" 2>&1 || give_up "make its keys"
"${SOUK_MIGRATE:-$BIN/souk}" migrate >>"$folder/souk.log" 2>&1 || give_up "make its tables"
# All people of the journeys and of the fuzzing sign up and in from one address.
export SOUK_GATEWAY__LIMITS__LOGIN_BURST=${SOUK_GATEWAY__LIMITS__LOGIN_BURST:-2000}
unset SOUK__DATABASE__ADMIN_URL # nobody needs the administrator from here on
seed=(--seed-if-empty)
[ "${SOUK_HTTPS:-}" != yes ] || seed=() # the demo data comes in through the door, whose certificate nobody vouches for
setsid "$BIN/souk" up "${seed[@]}" >>"$folder/souk.log" 2>&1 &
souk=$!
# It says so itself when the demo data is in.
until grep -q '^ready: ' "$folder/souk.log"; do
  if ! alive "$souk" || [ "$SECONDS" -gt 300 ]; then give_up "get ready"; fi
  sleep 0.2
done
if [ "${SOUK_HTTPS:-}" = yes ]; then
  PATH=$PATH:/usr/sbin setsid nginx -e stderr -g 'daemon off;' -c "$folder/nginx.conf" >>"$folder/nginx.log" 2>&1 &
  nginx=$!
  wait_ready "$SOUK_PLAIN_URL/" "$nginx" 10 308 || { cat "$folder/nginx.log" >&2; die "nginx did not come up"; }
fi
"$@"
