#!/usr/bin/env bash
# The whole of Souk in one process at http://localhost:8080 with its own PostgreSQL and demo data. Ctrl-C ends it.
# Needs no broker: events travel through PostgreSQL. Data stays in .souk/ for the next time.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=souk.sh
. "$(dirname "$0")/souk.sh"
here=$ROOT/deploy/dev

exec {run_lock}>"$RUN/run.lock"
flock -n "$run_lock" || die "Souk is already running from this checkout"

souk=
finish() {
  local status=$?
  trap - EXIT
  trap '' INT TERM HUP
  if alive "$souk"; then say "stopping Souk…"; fi
  [ -z "$souk" ] || stop_pid "$souk" INT 20
  rm -f "$RUN/souk.pid"
  "$here/pg.sh" stop --owner $$ {run_lock}>&- || true
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# A run that was killed without a chance to clean up leaves its program behind.
leftover=$(cat "$RUN/souk.pid" 2>/dev/null || true)
if [[ "$(cmdline "$leftover")" == *"/souk up "* ]]; then stop_pid "$leftover" INT 20; fi

"$here/setup.sh" --only-run
build_souk
server=$("$here/pg.sh" start --owner $$ {run_lock}>&-)
souk_env "$server" souk "$STATE"
module_addresses module_port
cd "$ROOT"
"$BIN/souk" keys
"$BIN/souk" migrate
unset SOUK__DATABASE__ADMIN_URL # nobody needs the administrator from here on
# In a session of its own, so that Ctrl-C reaches it once, through finish.
setsid "$BIN/souk" up --seed-if-empty {run_lock}>&- &
souk=$!
echo "$souk" >"$RUN/souk.pid"
wait "$souk"
