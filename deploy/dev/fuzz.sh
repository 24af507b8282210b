#!/usr/bin/env bash
# Schemathesis on the whole API, as a visitor and as each kind of person: no 5xx, no answer that breaks its own
# description, nothing taken that the description forbids. Alone it starts a Souk of its own (throwaway.sh): it
# changes, removes and switches off what it finds. $SOUK_FUZZ_EXAMPLES: random cases per operation.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
if [ -z "${SOUK_URL:-}" ]; then
  # Sign-ins are counted strictly at the door; here the modules shall answer.
  export SOUK_GATEWAY__LIMITS__LOGIN_BURST=100000 SOUK_GATEWAY__LIMITS__LOGIN_PER_MINUTE=100000
  exec "$ROOT/deploy/dev/throwaway.sh" "$ROOT/deploy/dev/fuzz.sh"
fi
"$ROOT/deploy/dev/setup.sh" python

# What ends the session of whoever calls it: tried last, by somebody who needs it no more.
ENDS='^(end_session|end_one_session|end_other_sessions|change_password)$'

# token NAME: an access token of one of the demo people.
token() {
  "$TOOLS/py/bin/python" - "$1" <<'PYTHON'
import os, sys, requests
login = {"email": f"{sys.argv[1]}@demo.souk", "password": "marche-du-port"}
answer = requests.post(f"{os.environ['SOUK_URL']}/v1/auth/token", json=login, timeout=20)
answer.raise_for_status()
print(answer.json()["access_token"])
PYTHON
}

# fuzz WHO OPTION...: as a visitor (`guest`) or as one of the demo people.
fuzz() {
  local who=$1 as=() found=0
  shift
  [ "$who" = guest ] || as=(--header "Authorization: Bearer $(token "$who")")
  "$TOOLS/py/bin/schemathesis" --config-file "$ROOT/deploy/dev/tools/schemathesis.toml" --no-color \
    run "$SOUK_URL/v1/openapi.json" --seed 1 --max-examples "${SOUK_FUZZ_EXAMPLES:-5}" \
    --generation-database none --continue-on-failure --warnings off \
    "${as[@]}" "$@" >"$RUN/fuzz-$who.log" 2>&1 || found=1
  if [ "$found" = 1 ]; then
    sed -n '/= \(ERRORS\|FAILURES\) =/,$p' "$RUN/fuzz-$who.log" >&2
    die "schemathesis found something as $who; the whole story is in $RUN/fuzz-$who.log"
  fi
  say "as $who: $(grep -E '^ +[0-9]+ generated' "$RUN/fuzz-$who.log" | tail -n 1 | xargs)"
}

cd "$RUN" # where it leaves its own notes
fuzz guest
fuzz camille --exclude-operation-id-regex "$ENDS" --include-path-regex '^/v1/(cart|checkouts|orders|me|sessions|tenants|invitations|users)'
fuzz theo --exclude-operation-id-regex "$ENDS" --include-path-regex '^/v1/(catalog|store-orders|tenants/current)'
fuzz leila --exclude-operation-id-regex "$ENDS" --include-path-regex '^/v1/(catalog|imports|store-orders|members|tenants|invitations|me)'
fuzz camille --include-operation-id-regex "$ENDS"
fuzz admin --include-path-regex '^/v1/(ops|admin)' # last: an operator can switch everything off
