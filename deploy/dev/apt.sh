#!/usr/bin/env bash
# Installs Debian packages (as root) without letting them start or enable system services: Souk starts its own.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  trap 'rm -f $policy' EXIT
  printf '#!/bin/sh\nexit 101\n' >$policy
  chmod +x $policy
fi

enabled() { systemctl list-unit-files --state=enabled --type=service --no-legend 2>/dev/null | awk '{ print $1 }' | sort; }
before=$(enabled)
apt-get update -q || echo "apt-get update failed; trying with the lists that are there"
apt-get install -q -y --no-install-recommends "$@"
for unit in $(comm -13 <(echo "$before") <(enabled)); do
  systemctl disable "$unit" || true
done
