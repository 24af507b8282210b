#!/usr/bin/env bash
# Souk as separate processes that talk over RabbitMQ: containers where an engine runs, else plain processes.
# It returns when everything is ready; down.sh ends it.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=souk.sh
. "$(dirname "$0")/souk.sh"
here=$ROOT/deploy/dev

if docker info >/dev/null 2>&1 && docker compose version >/dev/null 2>&1; then
  "$here/secrets.sh"
  "$here/certificate.sh" localhost
  cd "$ROOT"
  exec docker compose up --build --detach --wait
fi

start_module() {
  local module=$1 pid_file=$RUN/$1.pid
  alive "$(cat "$pid_file" 2>/dev/null || true)" && return
  (umask 077 && : >"$RUN/$module.log")
  setsid "$BIN/souk-$module" </dev/null >"$RUN/$module.log" 2>&1 &
  echo $! >"$pid_file"
}

"$here/setup.sh" build node postgres rabbitmq
build_souk
server=$("$here/pg.sh" start)
SOUK__TRANSPORT__AMQP_URL=$("$here/rabbit.sh" start)
export SOUK__TRANSPORT__KIND=rabbitmq SOUK__TRANSPORT__AMQP_URL
souk_env "$server" souk "$STATE"
module_addresses module_port
export SOUK_IDENTITY__IDENTITY__ADMINS=admin@demo.souk # the operator of the demo data
cd "$ROOT"
"$BIN/souk" keys
"$BIN/souk" migrate
unset SOUK__DATABASE__ADMIN_URL # nobody needs the administrator from here on
for module in $(modules); do start_module "$module"; done
for module in $(modules); do
  wait_ready "http://127.0.0.1:$(module_port "$module")/internal/health/ready" "$(<"$RUN/$module.pid")" 60 ||
    { tail -n 20 "$RUN/$module.log" >&2; die "$module is not ready; its log is $RUN/$module.log"; }
done
"$BIN/souk" seed --if-empty --url "http://localhost:$(module_port gateway)"
say "Souk is up: http://localhost:$(module_port gateway) (logs in .souk/run/*.log, end it with: make down)"
