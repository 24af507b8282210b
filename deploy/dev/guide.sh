#!/usr/bin/env bash
# Takes the pictures of the guides (docs/guide/pictures) anew, in a real Chromium against a fresh Souk with demo data.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=souk.sh
. "$(dirname "$0")/souk.sh"
cd "$ROOT"

deploy/dev/setup.sh build node postgres browser
build_souk
SOUK_SHOTS=$STATE/shots deploy/dev/throwaway.sh node --test --test-reporter=spec deploy/browser/guide.mjs
