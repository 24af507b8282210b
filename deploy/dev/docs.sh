#!/usr/bin/env bash
# Builds the documentation of all crates; a broken link is an error.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
deploy/dev/setup.sh build node
RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps
say "read it from target/doc/souk/index.html"
