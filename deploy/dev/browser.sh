#!/usr/bin/env bash
# The browser journeys (deploy/browser/*.test.mjs) in a real Chromium against the Souk at $SOUK_URL.
# Pictures are kept in .souk/shots. One journey alone: browser.sh NAME
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
shopt -s nullglob

deploy/dev/setup.sh browser
journeys=(deploy/browser/*.test.mjs)
[ -z "${1:-}" ] || journeys=("deploy/browser/$1.test.mjs")
[ ${#journeys[@]} -gt 0 ] || die "there is no journey deploy/browser/*.test.mjs"
SOUK_SHOTS=$STATE/shots node --test --test-reporter=spec "${journeys[@]}"
