#!/usr/bin/env bash
# What people wait for does not die but hangs for ten seconds: the catalogue, the orders themselves, the broker.
SHAPES="apart"
# shellcheck source=lib/chaos.sh
. "$(dirname "$0")/lib/chaos.sh"

people_order
part=20
for process in catalog orders broker; do
  after "$part"
  pid=${pids[$process]:-$BENCH_AMQP_PID}
  kill -STOP "$pid"
  note "$process hangs"
  sleep 10
  kill -CONT "$pid"
  note "$process goes on"
  part=$((part + 25))
done
books
