#!/usr/bin/env bash
# Ten minutes of orders and ten of lists at 64 connections, minute by minute: rate, p99, errors, memory.
# It takes half an hour, so it is done only when asked for: SOUK_BENCH_MINUTES=10 make bench B=soak
# shellcheck source=../dev/lib.sh
. "$(dirname "$0")/../dev/lib.sh"
if [ -z "${SOUK_BENCH_MINUTES:-}" ]; then
  say "Measures long at 64 connections: SOUK_BENCH_MINUTES=10 make bench B=soak"
  exit 0
fi
# shellcheck source=lib/platform.sh
. "$(dirname "$0")/lib/platform.sh"
platform_tables
platform_up "${SOUK_BENCH_SHAPE:-together}"
measure shop.py
measure soak.py
