#!/usr/bin/env bash
# Largest contentful paint of the home page, a store and a product with the demo data, by Lighthouse, as a phone.
export SOUK_PROFILE=${SOUK_PROFILE:-release}
# shellcheck source=../dev/lib.sh
. "$(dirname "$0")/../dev/lib.sh"
# shellcheck source=../dev/souk.sh
. "$ROOT/deploy/dev/souk.sh"
if [ -z "${SOUK_URL:-}" ]; then
  "$ROOT/deploy/dev/setup.sh" browser
  build_souk >&2
  exec "$ROOT/deploy/dev/throwaway.sh" "$0"
fi
mkdir -p "$STATE/bench"
BENCH_NAME=lcp BENCH_FOLDER=$STATE/bench BENCH_RESULTS=$STATE/bench PYTHONPATH=$ROOT/deploy/bench/lib PYTHONDONTWRITEBYTECODE=1 \
  python3 "$ROOT/deploy/bench/lib/lcp.py" "$SOUK_URL"
