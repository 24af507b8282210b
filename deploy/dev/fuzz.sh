#!/usr/bin/env bash
# Schemathesis on the whole API of the Souk at $SOUK_URL: no 5xx, no answer that breaks its own description.
# Not part of `make test` yet: schemathesis 4.32.5 stops with an error of its own when it tries to sign up by the API.
# A bearer token in $SOUK_FUZZ_TOKEN makes it go on as that person.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
: "${SOUK_URL:?run it through deploy/dev/throwaway.sh}"

"$ROOT/deploy/dev/setup.sh" python
as=()
[ -z "${SOUK_FUZZ_TOKEN:-}" ] || as=(--header "Authorization: Bearer $SOUK_FUZZ_TOKEN")
cd "$RUN" # where it leaves its own notes
exec "$TOOLS/py/bin/schemathesis" run "$SOUK_URL/v1/openapi.json" --checks all --seed 1 \
  --max-examples "${SOUK_FUZZ_EXAMPLES:-40}" --no-color "${as[@]}"
