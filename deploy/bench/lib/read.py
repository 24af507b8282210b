"""Reads: each flow at 1, 16 and 64 connections, interleaved with the same in SQL at 1 and 16."""
import functools
import os

import bench

FLOWS = ["list", "detail", "search"]
# flow, connections -> [(figure, bar, at most)]: spec of what must be reached
BARS = {
    ("list", 16): [("rate", 2000, False), ("cpu_ms", 0.5, True), ("p99", 30, True)],
    ("detail", 16): [("rate", 1500, False), ("cpu_ms", 0.8, True), ("p99", 25, True)],
    ("search", 16): [("rate", 1500, False), ("cpu_ms", 0.8, True)],
    **{(flow, 1): [("p50", 2, True)] for flow in FLOWS},
    ("list", 64): [("p99", 80, True)],
}


def wrk(flow, connections):
    return bench.wrk("reads.lua", bench.GATEWAY, connections, env={"BENCH_PATHS": str(bench.FOLDER / f"{flow}.paths")})


def main():
    bench.psql_file(bench.HERE / "sql" / "reads.sql")
    runs = {}
    for flow in FLOWS:
        wrk(flow, 16)  # warm
        for connections in (1, 16, 64):
            runs[flow, connections] = functools.partial(wrk, flow, connections)
        for connections in (1, 16):
            runs["sql " + flow, connections] = functools.partial(bench.pgbench, f"{flow}.sql", connections)
    found = bench.interleaved(runs)
    rows = []
    for flow in FLOWS:
        for connections in (1, 16, 64):
            one, sql = found[flow, connections], found["sql " + flow, min(connections, 16)]
            rows.append([flow, str(connections), one["rate"], one["p50"], one["p99"], one["cpu_ms"], str(int(one["errors"])),
                         sql["rate"], sql["cpu_ms"], one["rate"] / sql["rate"],
                         bench.against(BARS.get((flow, connections), []), one)])
    sizes = ", ".join(f"{flow} {found[flow, 16]['bytes']:,.0f}" for flow in FLOWS)
    bench.table(f"Reads through the gateway, {os.environ.get('SOUK_BENCH_PRODUCTS', '10000')} products",
                ["flow", "connections", "flows/s", "p50 ms", "p99 ms", "CPU ms/flow", "errors", "SQL in pgbench/s",
                 "SQL CPU ms", "ratio to SQL", "bars"], rows,
                [f"Bytes of an answer, not compressed: {sizes}. "
                 "CPU: all Souk processes, PostgreSQL and RabbitMQ. SQL at 64 is that at 16."])


if __name__ == "__main__":
    main()
