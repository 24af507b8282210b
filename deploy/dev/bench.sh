#!/usr/bin/env bash
# Runs every measurement of deploy/bench, or the ones named: bench.sh [NAME]...
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
shopt -s nullglob

scripts=(deploy/bench/*.sh)
if [ $# -gt 0 ]; then scripts=("${@/#/deploy/bench/}") && scripts=("${scripts[@]/%/.sh}"); fi
[ ${#scripts[@]} -gt 0 ] || die "there is nothing in deploy/bench yet"
deploy/dev/setup.sh build node postgres rabbitmq bench
for script in "${scripts[@]}"; do
  say "== $script"
  "$script"
done
