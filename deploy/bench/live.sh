#!/usr/bin/env bash
# Codes of customers through the signed webhook until the answer is in Twilio's hands: at 100 a second, as many as go, and
# 200 within two seconds on one piece; beside the raw reservation in pgbench. SOUK_BENCH_SHAPE=together is one process.
# shellcheck source=lib/platform.sh
. "$(dirname "$0")/lib/platform.sh"
deploy/dev/setup.sh evening
EVENING_PORT=$(free_port)
export EVENING_PORT SOUK_WHATSAPP__TWILIO__API_BASE=http://127.0.0.1:$EVENING_PORT
export SOUK_GATEWAY__LIMITS__LOGIN_BURST=100000 # twenty merchants sign up from one address
platform_tables
platform_up "${SOUK_BENCH_SHAPE:-apart}"
PYTHONPATH=$BENCH/lib:$ROOT/deploy/chaos/evening PYTHONDONTWRITEBYTECODE=1 \
  "$TOOLS/evening/bin/python" "$BENCH/lib/live.py"
