#!/usr/bin/env bash
# The whole flow of an order by a new guest through the gateway, beside the raw transaction in pgbench; then races of
# 200 customers for 10 pieces. SOUK_BENCH_SHAPE=apart measures one process per module over RabbitMQ.
# shellcheck source=lib/platform.sh
. "$(dirname "$0")/lib/platform.sh"
platform_tables
platform_up "${SOUK_BENCH_SHAPE:-together}"
measure shop.py
measure order.py
measure race.py
