#!/usr/bin/env bash
# Minutes of a clean build and of all tests. Measuring them throws the build away and takes half an hour, so it is done
# only when asked for: SOUK_BENCH_BUILD=yes make bench B=build
# shellcheck source=../dev/lib.sh
. "$(dirname "$0")/../dev/lib.sh"
cd "$ROOT"
if [ "${SOUK_BENCH_BUILD:-}" != yes ]; then
  say "Measures a clean debug build, a clean release build and make test, each into an empty target folder:"
  say "  SOUK_BENCH_BUILD=yes make bench B=build"
  exit 0
fi
mkdir -p "$STATE/bench"
export CARGO_TARGET_DIR=$STATE/bench/target
trap 'rm -rf "$CARGO_TARGET_DIR"; deploy/dev/pg.sh stop --test --owner $$; deploy/dev/rabbit.sh stop --owner $$' EXIT
rm -rf "$CARGO_TARGET_DIR"
deploy/dev/setup.sh build node postgres rabbitmq
SOUK_TEST_PG_URL=$(deploy/dev/pg.sh start --test --owner $$)
SOUK_TEST_AMQP_URL=$(deploy/dev/rabbit.sh start --owner $$)
export SOUK_TEST_PG_URL SOUK_TEST_AMQP_URL

# minutes LABEL COMMAND...: one row, wall clock and processor minutes.
minutes() {
  local label=$1 wall user system
  shift
  exec {kept}>&2
  TIMEFORMAT='%R %U %S'
  read -r wall user system < <({ time "$@" >/dev/null 2>&"$kept"; } 2>&1)
  awk -v label="$label" -v w="$wall" -v u="$user" -v s="$system" \
    'BEGIN { printf "| %s | %.1f | %.1f |\n", label, w / 60, (u + s) / 60 }'
}

{
  echo "### Build and test"
  echo
  echo "| what | minutes | processor minutes |"
  echo "|---|---|---|"
  minutes "clean debug build" cargo build --locked --workspace
  minutes "all tests (compiling them included)" cargo test --locked --workspace
  minutes "clean release build" cargo build --locked --workspace --release
  echo
  echo "$(date -u '+%Y-%m-%d %H:%M') UTC, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)."
} | tee -a "$STATE/bench/build.md"
