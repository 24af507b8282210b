#!/usr/bin/env bash
# Everything that reads the sources without running them: format, clippy, shell scripts, browser scripts, contracts.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
cd "$ROOT"

deploy/dev/setup.sh build node tools
cargo fmt --all --check
find .ci/run deploy -not -path '*/node_modules/*' \( -name '*.sh' -o -path .ci/run \) -exec shellcheck -x {} +
deploy/dev/check-proto.sh
cargo clippy --locked --workspace --all-targets -- -D warnings
# After clippy, whose build has installed the packages of the design system.
(cd crates/ui && npm run --silent check)
