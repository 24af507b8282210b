#!/usr/bin/env bash
# Every module but the gateway in turn is told to end and started again while people order; pages of all the others are
# asked for all the time and must never fail. (Who redeploys the gateway runs two of them behind nginx.)
SHAPES="apart"
# shellcheck source=lib/chaos.sh
. "$(dirname "$0")/lib/chaos.sh"

: >"$BENCH_FOLDER/down"
people_order
crowd visitors &
pids["visitors"]=$!
part=10
for module in $(modules); do
  [ "$module" != gateway ] || continue
  after "$part"
  echo "$module" >"$BENCH_FOLDER/down"
  stop_pid "${pids[$module]}" TERM 30
  note "$module has ended"
  start_again "$module"
  note "a new $module runs"
  : >"$BENCH_FOLDER/down"
  part=$((part + 16))
done
books
echo over >"$BENCH_FOLDER/down"
wait "${pids["visitors"]}" || die "pages of other modules failed"
