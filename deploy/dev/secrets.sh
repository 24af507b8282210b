#!/usr/bin/env bash
# Writes .env with fresh secrets for the containers of this machine, unless it is there already.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

[ -s "$ROOT/.env" ] && exit 0
(
  umask 077
  cat >"$ROOT/.env" <<SECRETS
SOUK_DATABASE_PASSWORD=$(random_secret)
SOUK_BROKER_PASSWORD=$(random_secret)
SOUK_PASSWORD_SEED=s$(random_secret)
SOUK_MASTER_KEYS=1:$(head -c 32 /dev/urandom | base64 -w0)
SECRETS
)
say "wrote new secrets to .env; keep a copy: without SOUK_MASTER_KEYS sealed data cannot be read"
