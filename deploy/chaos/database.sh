#!/usr/bin/env bash
# Every process of the database server ends at once, twice, while people order. Souk is not restarted.
SHAPES="together apart"
# shellcheck source=lib/chaos.sh
. "$(dirname "$0")/lib/chaos.sh"

people_order
for part in 30 70; do
  after "$part"
  database crash
  note "the database server has crashed"
  sleep 3
  database start
  note "it runs again"
done
books
