#!/usr/bin/env bash
# Ends what up.sh started, and any server of this checkout that was left running. Data stays.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=souk.sh
. "$(dirname "$0")/souk.sh"

if docker info >/dev/null 2>&1 && docker compose version >/dev/null 2>&1; then
  (cd "$ROOT" && docker compose down)
fi
# Only a process that really is this module's program is asked to end.
module_pid() {
  local pid
  pid=$(cat "$RUN/$1.pid" 2>/dev/null) && [[ "$(cmdline "$pid")" == */souk-"$1"* ]] && echo "$pid"
}
for module in $(modules); do
  if pid=$(module_pid "$module"); then kill -TERM "$pid" 2>/dev/null || true; fi
done
for module in $(modules); do
  if pid=$(module_pid "$module"); then stop_pid "$pid" TERM 20; fi
  rm -f "$RUN/$module.pid"
done
"$ROOT/deploy/dev/rabbit.sh" stop
"$ROOT/deploy/dev/pg.sh" stop
"$ROOT/deploy/dev/pg.sh" stop --test
