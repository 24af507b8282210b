#!/usr/bin/env bash
# The gateway against nginx, both in front of the same module: a small answer (one store) and the product list.
# shellcheck source=lib/platform.sh
. "$(dirname "$0")/lib/platform.sh"
platform_tables
platform_up "${SOUK_BENCH_SHAPE:-together}"
measure shop.py
ports[nginx]=$(free_port)
sed -e "s|PID|$BENCH_FOLDER/nginx.pid|; s|LOG|$BENCH_FOLDER/nginx.log|; s|LISTEN|127.0.0.1:${ports[nginx]}|" \
  -e "s|UPSTREAM|${BENCH_CATALOG#http://}|" "$BENCH/lib/nginx.conf" >"$BENCH_FOLDER/nginx.conf"
PATH=$PATH:/usr/sbin start_process nginx nginx -e "$BENCH_FOLDER/nginx.log" -c "$BENCH_FOLDER/nginx.conf"
wait_ready "http://127.0.0.1:${ports[nginx]}/v1/stores" "${pids[nginx]}" 10 || give_up "answer through nginx"
BENCH_NGINX=http://127.0.0.1:${ports[nginx]} BENCH_NGINX_PID=${pids[nginx]} measure gateway.py
