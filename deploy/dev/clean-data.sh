#!/usr/bin/env bash
# Ends everything and throws away the data of this checkout: database, blobs, keys, mails. Installed tools stay.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
here=$ROOT/deploy/dev

"$here/down.sh"
"$here/pg.sh" destroy
"$here/pg.sh" destroy --test
"$here/rabbit.sh" destroy
rm -rf "${STATE:?}"/{blobs,gateway,keys,mail,shots,throwaway,run}
