"""Orders: add, add, cart, checkout, order; at 1, 16 and 64 connections, interleaved with the raw transaction."""
import functools

import bench

BARS = {
    1: [("p50", 40, True)],
    16: [("rate", 90, False), ("cpu_ms", 15, True), ("p99", 300, True)],
    64: [("p99", 1500, True)],
}


def wrk(connections):
    env = {"BENCH_VARIANTS": str(bench.FOLDER / "variants")}
    one = bench.wrk("order.lua", bench.GATEWAY, connections, threads=connections, env=env)
    if one["errors"]:
        print(f"{connections} connections: {one['errors']} errors, the first in step {one['first_error']}", flush=True)
    return one


def main():
    bench.psql_file(bench.HERE / "sql" / "orders.sql")
    wrk(16)  # warm
    bench.psql("ANALYZE")  # what the autovacuum does within its first minute
    runs = {connections: functools.partial(wrk, connections) for connections in BARS}
    runs |= {f"sql {connections}": functools.partial(bench.pgbench, "order.sql", connections) for connections in (1, 16)}
    found = bench.interleaved(runs)
    rows = []
    for connections, bars in BARS.items():
        one, sql = found[connections], found[f"sql {min(connections, 16)}"]
        rows.append([str(connections), one["rate"], one["p50"], one["p99"], one["cpu_ms"], str(int(one["errors"])),
                     sql["rate"], sql["cpu_ms"], one["cpu_ms"] / sql["cpu_ms"], bench.against(bars, one)])
    bench.table("Orders of two items by new guests, five requests each",
                ["connections", "orders/s", "p50 ms", "p99 ms", "CPU ms/order", "errors", "raw transaction/s",
                 "its CPU ms", "CPU ratio", "bars"], rows,
                ["CPU: all Souk processes, PostgreSQL and RabbitMQ, until every fact of the orders is worked off."])


if __name__ == "__main__":
    main()
