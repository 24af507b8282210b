#!/usr/bin/env bash
# The contracts: style, and no change that breaks a reader of the last release (or of main before there is one).
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
buf=deploy/dev/tools/node_modules/.bin/buf

"$buf" lint proto-schemas

baseline() {
  local ref
  for ref in "$(git describe --tags --abbrev=0 2>/dev/null)" origin/main main; do
    if [ -n "$ref" ] && git cat-file -e "$ref:proto-schemas/buf.yaml" 2>/dev/null; then
      git rev-parse "$ref^{commit}"
      return
    fi
  done
}
base=$(baseline)
if [ -z "$base" ]; then
  say "no earlier contracts to compare with"
  exit 0
fi
before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
git archive "$base" proto-schemas | tar -x -C "$before"
"$buf" breaking proto-schemas --against "$before/proto-schemas"
