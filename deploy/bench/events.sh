#!/usr/bin/env bash
# From the outbox to the effect on both transports, beside raw publish-confirm: throughput and latency.
# shellcheck source=lib/platform.sh
. "$(dirname "$0")/lib/platform.sh"
platform_tables
broker_up
flags=()
[ "$PROFILE" = release ] && flags+=(--release)
[ -n "${SOUK_BIN:-}" ] || cargo build --locked --workspace --example measure "${flags[@]}" >&2
export BENCH_MEASURE=$ROOT/target/$PROFILE/examples/measure
measure events.py
