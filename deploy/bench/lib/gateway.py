"""The same answers straight from the module, through nginx and through the gateway, interleaved."""
import functools
import os

import bench

WAYS = {"module": os.environ["BENCH_CATALOG"], "nginx": os.environ["BENCH_NGINX"], "gateway": bench.GATEWAY}


def main():
    bench.FOLDER.joinpath("store.paths").write_text("/v1/stores\n")
    nginx = [int(os.environ["BENCH_NGINX_PID"])]
    runs = {(what, way): functools.partial(bench.wrk, "reads.lua", url, 16, extra_roots=nginx,
                                           env={"BENCH_PATHS": str(bench.FOLDER / f"{what}.paths")})
            for what in ("store", "list") for way, url in WAYS.items()}
    found = bench.interleaved(runs)
    rows = []
    for what in ("store", "list"):
        direct, nginx_run = found[what, "module"], found[what, "nginx"]
        for way in WAYS:
            one = found[what, way]
            added = one["cpu_ms"] - direct["cpu_ms"]
            rows.append([f"{what} ({one['bytes']:,.0f} bytes)", way, one["rate"], one["p50"], one["p99"], one["cpu_ms"], added,
                         one["rate"] / nginx_run["rate"], str(int(one["errors"]))])
    bench.table("The gateway against nginx in front of the same module, 16 connections",
                ["answer", "way", "answers/s", "p50 ms", "p99 ms", "CPU ms in all", "CPU ms added", "rate against nginx", "errors"],
                rows, ["nginx forwards and nothing else; the gateway also reads the path, identifies, limits, checks switches "
                       "and origin, and sets the security headers."])


if __name__ == "__main__":
    main()
