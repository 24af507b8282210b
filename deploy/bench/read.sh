#!/usr/bin/env bash
# List, detail and search of 10,000 products through the gateway, beside hand-written SQL for the same in pgbench.
# SOUK_BENCH_SHAPE=apart measures one process per module over RabbitMQ instead of one process for all.
# shellcheck source=lib/platform.sh
. "$(dirname "$0")/lib/platform.sh"
platform_tables
platform_up "${SOUK_BENCH_SHAPE:-together}"
measure shop.py
measure read.py
