#!/usr/bin/env bash
# throwaway.sh COMMAND...: runs COMMAND beside a fresh Souk with demo data, on a database server and ports of its
# own; nothing of it stays. COMMAND finds the address in $SOUK_URL and the mails in $SOUK_MAIL_DIR.
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
finish() {
  local status=$?
  trap - EXIT
  trap '' INT TERM HUP
  [ -z "$souk" ] || stop_pid "$souk" INT 20
  SOUK_STATE=$folder deploy/dev/pg.sh destroy --test
  if [ "$status" = 0 ]; then rm -rf "$folder"; else say "what that Souk left behind is in $folder"; fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

cd "$ROOT"
server=$(SOUK_STATE=$folder deploy/dev/pg.sh start --test)
souk_env "$server" souk "$folder"
module_addresses port_of
export SOUK_URL=$SOUK__GATEWAY__PUBLIC_URL SOUK_MAIL_DIR=$SOUK__MAIL__DIR
give_up() { tail -n 30 "$folder/souk.log" >&2; die "that Souk did not $1"; }
"$BIN/souk" keys >"$folder/souk.log" 2>&1 || give_up "make its keys"
"$BIN/souk" migrate >>"$folder/souk.log" 2>&1 || give_up "make its tables"
# All people of the journeys and of the fuzzing sign up and in from one address.
export SOUK_GATEWAY__LIMITS__LOGIN_BURST=${SOUK_GATEWAY__LIMITS__LOGIN_BURST:-2000}
unset SOUK__DATABASE__ADMIN_URL # nobody needs the administrator from here on
setsid "$BIN/souk" up --seed-if-empty >>"$folder/souk.log" 2>&1 &
souk=$!
# It says so itself when the demo data is in.
until grep -q '^ready: ' "$folder/souk.log"; do
  if ! alive "$souk" || [ "$SECONDS" -gt 300 ]; then give_up "get ready"; fi
  sleep 0.2
done
"$@"
