"""Minutes of orders, then of lists, at 64 connections: does it stay as fast, without errors, and as small?"""
import os

import bench
import memory

MINUTES = int(os.environ.get("SOUK_BENCH_MINUTES", "10"))
CONNECTIONS = 64
FLOWS = {
    "order": (1500, "order.lua", {"BENCH_VARIANTS": str(bench.FOLDER / "variants")}, CONNECTIONS),
    "list": (80, "reads.lua", {"BENCH_PATHS": str(bench.FOLDER / "list.paths")}, 1),
}


def main():
    for flow, (bar, script, env, threads) in FLOWS.items():
        rows, errors = [], 0
        for minute in range(1, MINUTES + 1):
            one = bench.wrk(script, bench.GATEWAY, CONNECTIONS, seconds=60, threads=threads, env=env)
            errors += one["errors"]
            rows.append([str(minute), one["rate"], one["p50"], one["p99"], one["cpu_ms"], str(int(one["errors"])),
                         sum(memory.resident().values()), bench.against([("p99", bar, True)], one)])
        bench.table(f"{MINUTES} minutes at {CONNECTIONS} connections: {flow}",
                    ["minute", "flows/s", "p50 ms", "p99 ms", "CPU ms/flow", "errors", "memory MB", f"bar: p99 {bar} ms"],
                    rows, [f"Errors: {int(errors)}. Memory: all Souk processes, resident, at the end of the minute."],
                    how="each minute once, the facts of its orders worked off before the next")


if __name__ == "__main__":
    main()
