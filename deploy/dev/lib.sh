# shellcheck shell=bash
# What the scripts of this folder share. Source it; it runs nothing by itself.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
STATE=${SOUK_STATE:-$ROOT/.souk} # another folder means another, independent set of servers
RUN=$STATE/run
# shellcheck disable=SC2034 # for those who source this
TOOLS=$ROOT/.souk # what setup.sh installs: npm/, py/, bin/
umask 022
mkdir -p "$RUN"
[ "$(stat -c %a "$RUN")" = 700 ] || chmod 700 "$RUN"

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" = 0 ]; }
alive() { [ -n "${1:-}" ] && kill -0 "$1" 2>/dev/null; }

# The command line of a process, empty when there is none.
cmdline() { { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null || true; }

# A name for this set of servers, the same at every call.
state_id() { printf '%s' "$STATE" | cksum | cut -d' ' -f1; }

random_secret() { od -An -N18 -tx1 /dev/urandom | tr -d ' \n'; }

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A loopback port nobody listens on, below the range the kernel hands out by itself.
free_port() {
  local port
  for _ in {1..50}; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    if port_is_free "$port"; then
      echo "$port"
      return
    fi
  done
  die "no free port on 127.0.0.1 after 50 tries"
}

# kept_port NAME: the port NAME had last time when it is free, else a new one; remembered in .souk/run.
kept_port() {
  local file=$RUN/$1.port port=
  [ -s "$file" ] && port=$(<"$file")
  if [ -z "$port" ] || ! port_is_free "$port"; then port=$(free_port); fi
  echo "$port" >"$file"
  echo "$port"
}

# kept_secret FILE: a secret made once and kept in FILE, readable by its owner alone.
kept_secret() {
  [ -s "$1" ] || (umask 077 && random_secret >"$1")
  cat "$1"
}

# wait_gone PID SECONDS: true as soon as the process has ended.
wait_gone() {
  local end=$((SECONDS + $2))
  while alive "$1"; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.1
  done
}

# stop_pid PID SIGNAL SECONDS: asks a process to end and insists after SECONDS.
stop_pid() {
  alive "$1" || return 0
  kill -s "$2" "$1" 2>/dev/null || true
  wait_gone "$1" "$3" || { kill -KILL "$1" 2>/dev/null || true; wait_gone "$1" 5 || true; }
}

# A server belongs to the script that started it (--owner PID) or to the person who did (no owner).
# claim NAME PID: writes the owner down; a dead owner is replaced. owned NAME PID: is it this one's?
claim() { echo "${2:-person}" >"$RUN/$1.owner"; }
owner_is_gone() {
  local owner
  owner=$(cat "$RUN/$1.owner" 2>/dev/null || echo person)
  [ "$owner" != person ] && ! alive "$owner"
}
owned() { [ "$(cat "$RUN/$1.owner" 2>/dev/null || true)" = "$2" ]; }

# one_at_a_time NAME: waits for any other script holding NAME in this checkout. What is started after
# it and outlives the script must not inherit the lock: start it with {lock_fd}>&-.
lock_fd=
one_at_a_time() {
  exec {lock_fd}>"$RUN/$1.lock"
  flock -w 120 "$lock_fd" || die "another script has held $RUN/$1.lock for two minutes"
}
