# shellcheck shell=bash
# A Souk to measure: release build, its own PostgreSQL with every safety on, own ports, nothing of it stays.
# Source it first; then `platform_tables`, `platform_up together|apart`, and the measurement.
# SOUK_PROFILE=debug measures the debug build (to try a script; the figures mean nothing).
export SOUK_PROFILE=${SOUK_PROFILE:-release}
# shellcheck source=../../dev/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../dev/lib.sh"
# shellcheck source=../../dev/souk.sh
. "$ROOT/deploy/dev/souk.sh"
# shellcheck source=../../dev/pg_bin.sh
. "$ROOT/deploy/dev/pg_bin.sh"
cd "$ROOT"

# shellcheck disable=SC2034 # for the scripts that source this
BENCH=$ROOT/deploy/bench
export BENCH_NAME BENCH_RESULTS=$STATE/bench BENCH_FOLDER=$STATE/bench/run.$$
BENCH_NAME=$(basename "$0" .sh)
mkdir -p "$BENCH_FOLDER"
declare -A ports pids
port_of() { echo "${ports[$1]}"; }
give_up() { tail -n 30 "$BENCH_FOLDER"/*.log >&2; die "that Souk did not $1"; }

platform_down() {
  local module
  for module in "${!pids[@]}"; do kill -INT "${pids[$module]}" 2>/dev/null || true; done
  for module in "${!pids[@]}"; do stop_pid "${pids[$module]}" TERM 20; done
  pids=()
}

finish() {
  local status=$?
  trap - EXIT
  trap '' INT TERM HUP
  platform_down
  if [ -n "${BENCH_AMQP_URL:-}" ]; then SOUK_STATE=$BENCH_FOLDER deploy/dev/rabbit.sh destroy || true; fi
  SOUK_STATE=$BENCH_FOLDER deploy/dev/pg.sh destroy || true
  if [ "$status" = 0 ]; then rm -rf "$BENCH_FOLDER"; else say "what it left behind is in $BENCH_FOLDER"; fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# Database server, roles, schemas, keys.
platform_tables() {
  build_souk >&2
  local module
  for module in $(modules); do ports[$module]=$(free_port); done
  BENCH_PG_URL=$(SOUK_STATE=$BENCH_FOLDER deploy/dev/pg.sh start)
  BENCH_PG_PID=$(SOUK_STATE=$BENCH_FOLDER deploy/dev/pg.sh status | sed -E 's/.*pid ([0-9]+).*/\1/')
  BENCH_PG_BIN=$(find_pg_bin "")
  export BENCH_PG_PID BENCH_PG_BIN
  souk_env "$BENCH_PG_URL" souk "$BENCH_FOLDER"
  export BENCH_PG_URL=${BENCH_PG_URL%/*}/souk
  module_addresses port_of
  export SOUK_IDENTITY__IDENTITY__VERIFY_REQUIRED=false SOUK__TELEMETRY__LOG=${SOUK_BENCH_LOG:-warn}
  export BENCH_URL=$SOUK__GATEWAY__PUBLIC_URL BENCH_GATEWAY=http://127.0.0.1:${ports[gateway]}
  export BENCH_CATALOG=http://127.0.0.1:${ports[catalog]}
  "$BIN/souk" keys >"$BENCH_FOLDER/setup.log" 2>&1 || give_up "make its keys"
  "$BIN/souk" migrate >>"$BENCH_FOLDER/setup.log" 2>&1 || give_up "make its tables"
  unset SOUK__DATABASE__ADMIN_URL
}

broker_up() {
  BENCH_AMQP_URL=$(SOUK_STATE=$BENCH_FOLDER deploy/dev/rabbit.sh start)
  BENCH_AMQP_PID=$(SOUK_STATE=$BENCH_FOLDER deploy/dev/rabbit.sh status | sed -E 's/.*pid ([0-9]+).*/\1/')
  export BENCH_AMQP_URL BENCH_AMQP_PID
}

start_process() {
  local name=$1
  shift
  setsid "$@" </dev/null >>"$BENCH_FOLDER/$name.log" 2>&1 &
  pids[$name]=$!
}

# platform_up together: one process, events through PostgreSQL. platform_up apart: a process per module over RabbitMQ.
platform_up() {
  local module
  if [ "$1" = together ]; then
    start_process souk "$BIN/souk" up
  else
    [ -n "${BENCH_AMQP_URL:-}" ] || broker_up
    export SOUK__TRANSPORT__KIND=rabbitmq SOUK__TRANSPORT__AMQP_URL=$BENCH_AMQP_URL SOUK__HTTP__WORKERS=1
    for module in $(modules); do start_process "$module" "$BIN/souk-$module"; done
  fi
  BENCH_SOUK_PIDS=
  for module in "${!pids[@]}"; do BENCH_SOUK_PIDS+=" $module=${pids[$module]}"; done
  export BENCH_SOUK_PIDS
  for module in $(modules); do
    wait_ready "http://127.0.0.1:$(port_of "$module")/internal/health/ready" "${pids[$module]:-${pids[souk]:-}}" 60 ||
      give_up "get ready ($module)"
  done
  wait_ready "$BENCH_GATEWAY/v1/stores" "${pids[gateway]:-${pids[souk]:-}}" 60 || give_up "open its door"
}

# measure PROGRAM [ARGUMENT]...: a Python program of this folder, on the platform that is up.
measure() {
  local program=$1
  shift
  PYTHONPATH=$BENCH/lib PYTHONDONTWRITEBYTECODE=1 python3 "$BENCH/lib/$program" "$@"
}
