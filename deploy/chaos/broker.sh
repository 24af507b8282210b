#!/usr/bin/env bash
# The broker is killed while people order and started again when most of them have ordered without it.
SHAPES="apart"
# shellcheck source=lib/chaos.sh
. "$(dirname "$0")/lib/chaos.sh"

people_order
after 20
broker kill
note "the broker is killed"
after 70
note "it is started again"
broker start
books
