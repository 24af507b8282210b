#!/usr/bin/env bash
# A private PostgreSQL on a loopback port, kept under .souk/.
#   pg.sh start|stop|crash|kill|status|url|destroy [--test] [--owner PID]
# crash ends every process of the server at once and saves nothing; kill does that to its first process alone.
# --test uses a second cluster that trades safety after a crash for speed.
# --owner says which script starts it; `stop --owner PID` leaves a server alone that is somebody else's.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=pg_bin.sh
. "$(dirname "$0")/pg_bin.sh"

command=${1:-} kind=pg owner=
shift || true
while [ $# -gt 0 ]; do
  case $1 in
    --test) kind=pg-test ;;
    --owner) owner=${2:?--owner needs a process id} && shift ;;
    *) die "pg.sh does not know '$1'" ;;
  esac
  shift
done

# PostgreSQL refuses to run as root: root starts it as another user.
server_user() { if getent passwd postgres >/dev/null; then echo postgres; else echo nobody; fi; }
as_server() { if is_root; then (cd / && runuser -u "$(server_user)" -- "$@"); else "$@"; fi; }

# The folder of the cluster. Where the server's user cannot enter the checkout, it lies in /var/tmp
# and .souk/<kind>/location says so.
home_dir() {
  local base=$STATE/$kind
  mkdir -p "$base"
  if [ -s "$base/location" ]; then cat "$base/location"; return; fi
  if is_root && ! as_server test -x "$base"; then
    base=/var/tmp/souk-$(state_id)-$kind
    if [ -e "$base" ] && [ "$(stat -c %U "$base")" != "$(server_user)" ]; then
      die "$base is not ours; remove it"
    fi
    echo "$base" >"$STATE/$kind/location"
  fi
  echo "$base"
}

home=$(home_dir)
data=$home/data
log=$home/server.log

# The postmaster's process id, only when that process really serves this cluster.
server_pid() {
  local pid
  pid=$(head -n1 "$data/postmaster.pid" 2>/dev/null) || return 1
  [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$(readlink -f "$data")" ] && echo "$pid"
}

url() {
  local port
  port=$(cat "$RUN/$kind.port" 2>/dev/null) || die "the $kind cluster has never been started"
  echo "postgres://postgres:$(kept_secret "$home/secret")@127.0.0.1:$port/postgres"
}

# bin_dir: programs fitting the cluster, copied beside it when the server's user cannot reach them.
bin_dir() {
  local bin wanted=
  [ -s "$data/PG_VERSION" ] && wanted=$(<"$data/PG_VERSION")
  bin=$(find_pg_bin "$wanted") ||
    die "no PostgreSQL ${wanted:+$wanted }found (looked in \$SOUK_PG_BIN, PATH, /usr/lib/postgresql, .souk/npm).
       Run deploy/dev/setup.sh postgres${wanted:+, or drop the old data with: make clean-data}"
  if is_root && ! as_server test -x "$bin/postgres"; then
    [ -d "$home/native" ] || cp -rL "$(dirname "$bin")" "$home/native"
    bin=$home/native/bin
  fi
  echo "$bin"
}

init() {
  local bin=$1
  say "creating a PostgreSQL $(pg_major "$bin") cluster in $home"
  mkdir -p "$home"
  chmod 700 "$home"
  rm -rf "$data" "$data.new"
  kept_secret "$home/secret" >/dev/null
  if is_root; then chown "$(server_user)" "$home" "$home/secret"; fi
  as_server "$bin/initdb" -D "$data.new" -U postgres --pwfile="$home/secret" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --no-instructions >"$RUN/$kind.init.log" 2>&1 {lock_fd}>&- ||
    { cat "$RUN/$kind.init.log" >&2; die "initdb failed"; }
  mv "$data.new" "$data" # only a finished cluster bears the final name
}

# The settings live in a file of our own, written at every start, so that an update of Souk reaches old clusters.
write_settings() {
  {
    echo "listen_addresses = '127.0.0.1'"
    echo "port = $1"
    echo "unix_socket_directories = ''"
    echo "max_connections = 300"
    echo "shared_buffers = 256MB"
    echo "jit = off"
    echo "random_page_cost = 1.1"
    echo "timezone = 'UTC'"
    echo "log_timezone = 'UTC'"
    echo "shared_preload_libraries = ''"
    if [ "$kind" = pg-test ]; then
      echo "fsync = off"
      echo "synchronous_commit = off"
      echo "full_page_writes = off"
      echo "max_wal_size = 2GB"
      echo "autovacuum_naptime = 5min"
    else
      echo "autovacuum_naptime = 10s"
    fi
  } | as_server tee "$data/souk.conf" >/dev/null
  as_server grep -q "^include 'souk.conf'" "$data/postgresql.conf" ||
    echo "include 'souk.conf'" | as_server tee -a "$data/postgresql.conf" >/dev/null
}

start() {
  local bin port
  trap '' INT # a start is not left half-way: whoever called is interrupted when it is through
  one_at_a_time "$kind"
  if server_pid >/dev/null; then
    if owner_is_gone "$kind"; then claim "$kind" "$owner"; fi
    url
    return
  fi
  bin=$(bin_dir)
  [ -s "$data/PG_VERSION" ] || init "$bin"
  rm -f "$data/postmaster.pid"
  for _ in 1 2 3 4 5; do
    port=$(kept_port "$kind")
    write_settings "$port"
    : >"$log"
    if is_root; then chown "$(server_user)" "$log"; fi
    # The lock's descriptor is closed for the server, or it would hold the lock for its whole life.
    if as_server "$bin/pg_ctl" start -D "$data" -l "$log" -w -t 60 >/dev/null 2>&1 {lock_fd}>&-; then
      claim "$kind" "$owner"
      url
      return
    fi
    sleep 1 # the last processes of a killed server may still hold its memory
  done
  tail -n 20 "$log" >&2
  die "PostgreSQL did not start; its log is $log"
}

stop() {
  local pid bin
  pid=$(server_pid) || return 0
  if [ -n "$owner" ] && ! owned "$kind" "$owner"; then return 0; fi
  bin=$(bin_dir)
  as_server "$bin/pg_ctl" stop -D "$data" -m fast -w -t 30 >/dev/null 2>&1 || stop_pid "$pid" QUIT 10
  rm -f "$RUN/$kind.owner"
}

case $command in
  start) start ;;
  stop) one_at_a_time "$kind" && stop ;;
  crash) if server_pid >/dev/null; then as_server "$(bin_dir)/pg_ctl" stop -D "$data" -m immediate -w -t 30 >/dev/null; fi ;;
  kill) if pid=$(server_pid); then kill -KILL "$pid"; fi ;;
  status) if pid=$(server_pid); then echo "running, pid $pid, port $(<"$RUN/$kind.port")"; else echo stopped; exit 3; fi ;;
  url) url ;;
  destroy) one_at_a_time "$kind" && owner='' && stop && rm -rf "$home" "${STATE:?}/$kind" "$RUN/$kind".{port,init.log} ;;
  *) sed -n '2,6s/^# \{0,1\}//p' "$0" && exit 2 ;;
esac
