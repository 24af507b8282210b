#!/usr/bin/env bash
# Every process of Souk in turn is killed and started again while people order.
SHAPES="together apart"
# shellcheck source=lib/chaos.sh
. "$(dirname "$0")/lib/chaos.sh"

people_order
part=10 victims="souk souk souk"
[ "$SHAPE" = together ] || victims=$(modules)
for process in $victims; do
  after "$part"
  kill_process "$process"
  note "$process is killed"
  start_again "$process"
  note "$process runs again"
  part=$((part + 14))
done
books
