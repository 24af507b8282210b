#!/usr/bin/env bash
# Everything that must hold, cheapest first; stops at the first failure and leaves nothing running.
# With CI=true nothing is coloured and nothing asks.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=souk.sh
. "$(dirname "$0")/souk.sh"
cd "$ROOT"
here=deploy/dev

if [ "${CI:-}" = true ]; then
  export CARGO_TERM_COLOR=never NO_COLOR=1 DEBIAN_FRONTEND=noninteractive CARGO_INCREMENTAL=0
fi

exec {test_lock}>"$RUN/test.lock"
flock -n "$test_lock" || die "another make test is running in this checkout"

finish() {
  local status=$?
  trap - EXIT
  trap '' INT TERM HUP
  $here/pg.sh stop --test --owner $$ {test_lock}>&- || true
  $here/rabbit.sh stop --owner $$ {test_lock}>&- || true
  if [ "$status" = 0 ]; then say "all good in $SECONDS s"; else say "FAILED: ${stage:-setup} (after $SECONDS s)"; fi
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

# stage NAME COMMAND...
stage() {
  local start=$SECONDS
  stage=$1
  shift
  printf '\n== %s\n' "$stage" >&2
  "$@" {test_lock}>&-
  printf -- '-- %s: %s s\n' "$stage" "$((SECONDS - start))" >&2
}

servers() {
  SOUK_TEST_PG_URL=$($here/pg.sh start --test --owner $$)
  SOUK_TEST_AMQP_URL=$($here/rabbit.sh start --owner $$)
  export SOUK_TEST_PG_URL SOUK_TEST_AMQP_URL
}

stage "what this machine needs" $here/setup.sh
stage "deployment files" $here/check-deploy.sh
stage "format, lints, contracts" $here/lint.sh
stage "servers for the tests" servers
stage "unit, integration and architecture tests" cargo test --locked --workspace
stage "the programs" build_souk
stage "API fuzz" $here/fuzz.sh
shopt -s nullglob
journeys=(deploy/browser/*.test.mjs)
if [ ${#journeys[@]} -gt 0 ]; then stage "browser journeys" $here/throwaway.sh $here/browser.sh; fi
stage "behind nginx, over HTTPS" env SOUK_HTTPS=yes $here/throwaway.sh node --test --test-reporter=spec deploy/browser/https.mjs
