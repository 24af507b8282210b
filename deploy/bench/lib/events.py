"""The example `measure` of crates/outbox on each transport, interleaved."""
import functools
import json
import os
import subprocess

import bench


def measure(what):
    command = [os.environ["BENCH_MEASURE"], what, bench.PG_URL, os.environ["BENCH_AMQP_URL"]]
    roots = [int(os.environ[name]) for name in ("BENCH_PG_PID", "BENCH_AMQP_PID")]
    before, own = bench.cpu_ms(roots), os.times()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"measure {what}: {done.stderr}")
    spent = os.times()
    program = 1000 * (spent.children_user + spent.children_system - own.children_user - own.children_system)
    one = json.loads(done.stdout)
    one["cpu_ms"] = (bench.cpu_ms(roots) - before + program) / 10_600
    return one


def main():
    found = bench.interleaved({what: functools.partial(measure, what) for what in ("raw", "embedded", "rabbitmq")})
    names = {"raw": "raw publish-confirm, quorum queue", "embedded": "outbox to effect, embedded",
             "rabbitmq": "outbox to effect, RabbitMQ"}
    rows = [[names[what], one["rate"], one["rate"] / found["raw"]["rate"], one["p50"], one["p99"], one["cpu_ms"],
             str(int(one["twice"]))] for what, one in found.items()]
    bench.table("Events: 10,000 waiting in the outbox, then 600 told at 200/s",
                ["way", "events/s", "ratio to raw", "p50 ms", "p99 ms", "CPU ms/event", "handled twice"], rows,
                ["Batches of 100. Latency: from the start of the transaction that tells the fact to the effect inserted; raw: "
                 "to the confirm. CPU: the program, PostgreSQL and RabbitMQ, telling included."], how=f"medians of {bench.ROUNDS} rounds")


if __name__ == "__main__":
    main()
