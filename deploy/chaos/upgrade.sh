#!/usr/bin/env bash
# The programs of a release before on the tables of this one: a moment of every upgrade, and of every way back. The
# browser journeys of that release must pass. SOUK_BEFORE names it (a commit or tag; without it, the newest tag, else the
# commit before the last new migration); SOUK_BEFORE_BIN is a folder with its programs, which are built otherwise.
# shellcheck source=../dev/lib.sh
. "$(dirname "$0")/../dev/lib.sh"
# shellcheck source=../dev/souk.sh
. "$ROOT/deploy/dev/souk.sh"
cd "$ROOT"
before=${SOUK_BEFORE:-$(git describe --tags --abbrev=0 2>/dev/null || git rev-parse "$(git log -1 --format=%H -- migrations)^")}
folder=$STATE/upgrade.$$
trap 'git worktree remove --force "$folder"' EXIT
git worktree add --quiet --detach "$folder" "$before"
build_souk
[ -n "${SOUK_BEFORE_BIN:-}" ] || (cd "$folder" && cargo build --locked --workspace)
export SOUK_MIGRATE=$BIN/souk SOUK_BIN=${SOUK_BEFORE_BIN:-$folder/target/debug}
say "programs of $before, tables of $(git rev-parse --short HEAD)"
deploy/dev/throwaway.sh env -u SOUK_BIN -u SOUK_MIGRATE "$folder/deploy/dev/browser.sh"
