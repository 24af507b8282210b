# shellcheck shell=bash
# What the faults share: a fresh Souk, people who order over HTTP, and the books when all is over.
# A fault says in SHAPES how Souk may run (together: one process, events through PostgreSQL; apart: a process per module
# over RabbitMQ), sources this, and is run once in each; SOUK_CHAOS_SHAPE names one. SOUK_CHAOS_ORDERS says how many orders.
SHAPE=${SOUK_CHAOS_SHAPE:-}
if [ -z "$SHAPE" ]; then
  # shellcheck disable=SC2153 # each fault says it
  for shape in $SHAPES; do SOUK_CHAOS_SHAPE=$shape "$0" || exit; done
  exit
fi
case " $SHAPES " in
  *" $SHAPE "*) ;;
  *) echo "$(basename "$0" .sh) needs Souk to run $SHAPES" >&2 && exit ;;
esac

export SOUK_PROFILE=${SOUK_PROFILE:-debug} SOUK_BENCH_LOG=${SOUK_BENCH_LOG:-warn}
# shellcheck source=../../bench/lib/platform.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../bench/lib/platform.sh"

ORDERS=${SOUK_CHAOS_ORDERS:-240}
PLACED=$BENCH_FOLDER/placed
export SOUK_IDENTITY__IDENTITY__ADMINS=operator@souk.example

crowd() {
  PYTHONPATH=$ROOT/deploy/chaos/lib:$BENCH/lib PYTHONDONTWRITEBYTECODE=1 python3 "$ROOT/deploy/chaos/lib/$1.py" "${@:2}"
}

# note WORDS...: what was done, when, and how many orders were placed by then.
note() { printf '  %3d s, %3d orders: %s\n' "$((SECONDS - began))" "$(wc -l <"$PLACED")" "$*"; }

# A fresh Souk with one shop, and people who begin to order.
people_order() {
  platform_tables
  platform_up "$SHAPE"
  : >"$PLACED"
  crowd shopkeeper
  echo "$(basename "$0" .sh), $SHAPE: $ORDERS people order"
  began=$SECONDS
  crowd people "$ORDERS" &
  pids[people]=$!
}

# after N: returns when N of 100 people have their order.
after() {
  until [ "$(wc -l <"$PLACED")" -ge $((ORDERS * $1 / 100)) ]; do
    alive "${pids[people]}" || die "the people have gone"
    sleep 0.1
  done
}

# Waits for the last order, then compares everything that knows something about the orders.
books() {
  wait "${pids[people]}"
  note "everybody has an order"
  crowd books
}

database() { SOUK_STATE=$BENCH_FOLDER "$ROOT/deploy/dev/pg.sh" "$1" >/dev/null; }
broker() { SOUK_STATE=$BENCH_FOLDER "$ROOT/deploy/dev/rabbit.sh" "$1" >/dev/null; }

# kill_process NAME: a module, or `souk` when all are one process. Nothing is finished, nobody is told.
kill_process() {
  kill -KILL "${pids[$1]}"
  wait "${pids[$1]}" 2>/dev/null || true
}

# start_again NAME: the same process once more; returns when it is ready.
start_again() {
  local door=$1
  if [ "$1" = souk ]; then
    door=gateway
    start_process souk "$BIN/souk" up
  else
    start_process "$1" "$BIN/souk-$1"
  fi
  wait_ready "http://127.0.0.1:$(port_of "$door")/internal/health/ready" "${pids[$1]}" 60 || give_up "start $1 again"
}
