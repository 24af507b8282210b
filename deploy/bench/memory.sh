#!/usr/bin/env bash
# Resident memory with 10,000 products: one process for all, then each module's own process; idle and under load.
# shellcheck source=lib/platform.sh
. "$(dirname "$0")/lib/platform.sh"
platform_tables
platform_up together
measure shop.py
measure memory.py "all in one process, events through PostgreSQL"
platform_down
platform_up apart
measure memory.py "a process per module, events over RabbitMQ"
