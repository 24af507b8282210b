#!/usr/bin/env bash
# Formats the Rust sources.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
cargo fmt --all
