#!/usr/bin/env bash
# Runs every fault of deploy/chaos, or the ones named: chaos.sh [NAME]...
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
shopt -s nullglob

scripts=(deploy/chaos/*.sh)
if [ $# -gt 0 ]; then scripts=("${@/#/deploy/chaos/}") && scripts=("${scripts[@]/%/.sh}"); fi
[ ${#scripts[@]} -gt 0 ] || die "there is nothing in deploy/chaos yet"
deploy/dev/setup.sh build node postgres rabbitmq bench
for script in "${scripts[@]}"; do
  say "== $script"
  "$script"
done
