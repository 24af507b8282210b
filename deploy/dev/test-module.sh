#!/usr/bin/env bash
# test-module.sh MODULE: one module's tests alone, on real PostgreSQL and RabbitMQ.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
module=${1:-}
if [ -z "$module" ] || [ ! -d "$ROOT/services/$module" ]; then
  die "say which module, one of: $(cd "$ROOT/services" && echo *)"
fi
cd "$ROOT"

deploy/dev/setup.sh build node postgres rabbitmq
trap 'deploy/dev/pg.sh stop --test --owner $$; deploy/dev/rabbit.sh stop --owner $$' EXIT
SOUK_TEST_PG_URL=$(deploy/dev/pg.sh start --test --owner $$)
SOUK_TEST_AMQP_URL=$(deploy/dev/rabbit.sh start --owner $$)
export SOUK_TEST_PG_URL SOUK_TEST_AMQP_URL
cargo test --locked -p "souk-$module"
