#!/usr/bin/env bash
# An evening of lives on WhatsApp, a process per module over RabbitMQ: reservations, whatsapp and the broker are killed
# in the middle of it. Twilio is a third-party emulator, its webhooks are signed by Twilio's own client.
#   SOUK_EVENING_TENANTS=20 SOUK_EVENING_CUSTOMERS=300 SOUK_EVENING_RATE=100 (messages a second) SOUK_EVENING_KILLS=yes
#   SOUK_EVENING_WORKERS=2: two processes of whatsapp, reservations and orders
SHAPES="apart"
# shellcheck source=lib/chaos.sh
. "$(dirname "$0")/lib/chaos.sh"
deploy/dev/setup.sh evening

customers=$((${SOUK_EVENING_TENANTS:-20} * ${SOUK_EVENING_CUSTOMERS:-300}))
EVENING_PORT=$(free_port)
export EVENING_PORT SOUK_WHATSAPP__TWILIO__API_BASE=http://127.0.0.1:$EVENING_PORT
export SOUK_GATEWAY__LIMITS__LOGIN_BURST=100000 # twenty merchants sign up from one address
written=$BENCH_FOLDER/written

evening() {
  PYTHONPATH=$ROOT/deploy/chaos/lib:$BENCH/lib PYTHONDONTWRITEBYTECODE=1 \
    "$TOOLS/evening/bin/python" "$ROOT/deploy/chaos/evening/$1.py"
}

# written_by N: returns when N of 100 messages are written, roughly three of each customer.
written_by() {
  until [ "$(<"$written")" -ge $((customers * 3 * $1 / 100)) ]; do
    alive "${pids[evening]}" || die "the evening is over"
    sleep 0.2
  done
}

say_when() { printf '  %3d s, %5d messages: %s\n' "$((SECONDS - began))" "$(<"$written")" "$*"; }

second_workers() {
  local module
  for module in whatsapp reservations orders; do
    export "SOUK_${module^^}__HTTP__PORT=$(free_port)"
    start_process "$module-2" "$BIN/souk-$module"
    export "SOUK_${module^^}__HTTP__PORT=$(port_of "$module")"
  done
}

platform_tables
platform_up apart
[ "${SOUK_EVENING_WORKERS:-1}" = 1 ] || second_workers
crowd shopkeeper
echo "evening: ${SOUK_EVENING_TENANTS:-20} tenants, ${SOUK_EVENING_CUSTOMERS:-300} customers each"
echo 0 >"$written"
began=$SECONDS
evening evening &
pids[evening]=$!
if [ "${SOUK_EVENING_KILLS:-yes}" = yes ]; then
  for victim in reservations whatsapp; do
    written_by "$([ "$victim" = reservations ] && echo 25 || echo 45)"
    kill_process "$victim"
    say_when "$victim is killed"
    start_again "$victim"
    say_when "$victim is there again"
  done
  written_by 65
  broker kill
  say_when "the broker is killed"
  sleep 5
  broker start
  say_when "the broker is there again"
fi
wait "${pids[evening]}"
say_when "the lives are over"
evening reckoning
