#!/usr/bin/env bash
# Runs a command with the settings of this checkout's Souk: with-settings.sh target/debug/souk doctor
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=souk.sh
. "$(dirname "$0")/souk.sh"

souk_env "$("$ROOT/deploy/dev/pg.sh" url)" souk "$STATE"
module_addresses module_port
exec "$@"
