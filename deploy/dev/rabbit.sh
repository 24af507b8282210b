#!/usr/bin/env bash
# A private RabbitMQ node on loopback, kept under .souk/rabbit: its own name, ports, cookie and epmd.
#   rabbit.sh start|stop|kill|status|url|destroy [--owner PID]
# --owner says which script starts it; `stop --owner PID` leaves a node alone that is somebody else's.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

command=${1:-} owner=
[ "${2:-}" = --owner ] && owner=${3:?--owner needs a process id}

home=$STATE/rabbit
node=souk-$(state_id)@localhost
log=$home/log/node.log

# Debian's /usr/sbin/rabbitmq-server only runs as its own user; the script behind it runs as anybody.
server_program() {
  local dir
  for dir in "${SOUK_RABBITMQ_BIN:-}" /usr/lib/rabbitmq/bin /opt/rabbitmq/sbin; do
    if [ -n "$dir" ] && [ -x "$dir/rabbitmq-server" ]; then echo "$dir/rabbitmq-server"; return; fi
  done
  command -v rabbitmq-server || die "RabbitMQ is not installed. Run deploy/dev/setup.sh rabbitmq"
}

epmd_program() {
  command -v epmd || find /usr/lib/erlang /usr/local/lib/erlang -name epmd -type f 2>/dev/null | head -n1
}

# The node's process id, only when that process really is this node.
node_pid() {
  local pid
  pid=$(cat "$home/node.pid" 2>/dev/null) || return 1
  cmdline "$pid" | grep -qF -- "-home $home " && echo "$pid"
}

epmd_pid() {
  local pid
  pid=$(cat "$home/epmd.pid" 2>/dev/null) || return 1
  cmdline "$pid" | grep -q "epmd .*-port $(<"$RUN/epmd.port") " && echo "$pid"
}

url() {
  local port
  port=$(cat "$RUN/rabbit.port" 2>/dev/null) || die "this node has never been started"
  echo "amqp://souk:$(kept_secret "$home/secret")@127.0.0.1:$port/%2f"
}

write_settings() {
  cat >"$home/rabbitmq.conf" <<SETTINGS
listeners.tcp.1 = 127.0.0.1:$1
default_user = souk
default_pass = $(kept_secret "$home/secret")
default_vhost = /
log.file = $log
log.file.level = info
log.console = false
disk_free_limit.absolute = 100MB
vm_memory_high_watermark.relative = 0.4
SETTINGS
  echo '[].' >"$home/enabled_plugins"
  : >"$home/env.conf"
}

start_epmd() {
  epmd_pid >/dev/null && return
  kept_port epmd >/dev/null
  setsid "$(epmd_program)" -address 127.0.0.1 -port "$(<"$RUN/epmd.port")" \
    </dev/null >/dev/null 2>&1 {lock_fd}>&- &
  echo $! >"$home/epmd.pid"
}

start_node() {
  export HOME=$home ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT RABBITMQ_DIST_PORT
  ERL_EPMD_PORT=$(<"$RUN/epmd.port")
  RABBITMQ_DIST_PORT=$(free_port)
  export RABBITMQ_NODENAME=$node RABBITMQ_PID_FILE=$home/node.pid
  export RABBITMQ_CONFIG_FILE=$home/rabbitmq.conf RABBITMQ_CONF_ENV_FILE=$home/env.conf
  export RABBITMQ_ADVANCED_CONFIG_FILE=$home/none.config RABBITMQ_ENABLED_PLUGINS_FILE=$home/enabled_plugins
  export RABBITMQ_MNESIA_BASE=$home/mnesia RABBITMQ_LOG_BASE=$home/log RABBITMQ_LOGS=$log
  export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
  cd "$home"
  setsid "$(server_program)" </dev/null >"$home/log/startup.log" 2>&1 {lock_fd}>&- &
}

ready() { node_pid >/dev/null && ! port_is_free "$(<"$RUN/rabbit.port")"; }

start() {
  trap '' INT # a start is not left half-way: whoever called is interrupted when it is through
  one_at_a_time rabbit
  if node_pid >/dev/null; then
    if owner_is_gone rabbit; then claim rabbit "$owner"; fi
    url
    return
  fi
  server_program >/dev/null
  mkdir -p "$home/log" "$home/mnesia"
  chmod 700 "$home"
  rm -f "$home/node.pid"
  write_settings "$(kept_port rabbit)"
  start_epmd
  start_node
  local end=$((SECONDS + 60))
  until ready; do
    if [ "$SECONDS" -ge "$end" ]; then
      tail -n 20 "$home/log/startup.log" "$log" >&2 || true
      die "RabbitMQ did not start within a minute; its logs are in $home/log"
    fi
    sleep 0.1
  done
  claim rabbit "$owner"
  url
}

stop() {
  local pid
  if [ -n "$owner" ] && ! owned rabbit "$owner"; then return 0; fi
  if pid=$(node_pid); then stop_pid "$pid" TERM 30; fi
  if pid=$(epmd_pid); then stop_pid "$pid" TERM 5; fi
  rm -f "$home/node.pid" "$home/epmd.pid" "$RUN/rabbit.owner"
}

case $command in
  start) start ;;
  stop) one_at_a_time rabbit && stop ;;
  kill) if pid=$(node_pid); then kill -KILL "$pid" && wait_gone "$pid" 10; fi ;;
  status) if pid=$(node_pid); then echo "running, pid $pid, port $(<"$RUN/rabbit.port")"; else echo stopped; exit 3; fi ;;
  url) url ;;
  destroy) one_at_a_time rabbit && owner='' && stop && rm -rf "$home" "$RUN"/{rabbit,epmd}.port ;;
  *) sed -n '2,4s/^# \{0,1\}//p' "$0" && exit 2 ;;
esac
