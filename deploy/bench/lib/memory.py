"""Resident memory of every Souk process: after the start, and the largest seen while reads and orders run."""
import os
import pathlib
import sys
import threading
import time

import bench


def resident():
    """name -> MB."""
    def of(pid):
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))
    return {name: of(pid) for name, pid in sorted(bench.souk_pids().items())}


def main():
    time.sleep(3)
    idle, peak, stop = resident(), resident(), threading.Event()
    total = [0.0]

    def watch():
        while not stop.wait(0.2):
            now = resident()
            total[0] = max(total[0], sum(now.values()))
            for name, size in now.items():
                peak[name] = max(peak[name], size)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for flow in ("list", "detail", "search"):
        bench.wrk("reads.lua", bench.GATEWAY, 16, env={"BENCH_PATHS": str(bench.FOLDER / f"{flow}.paths")})
    bench.wrk("order.lua", bench.GATEWAY, 16, threads=16, env={"BENCH_VARIANTS": str(bench.FOLDER / "variants")})
    stop.set()
    watcher.join()
    rows = [[name, idle[name], peak[name]] for name in idle]
    met = "met" if total[0] <= 300 else "**missed**"
    rows.append(["together", sum(idle.values()), total[0]])
    bench.table(f"Memory: {sys.argv[1]}", ["process", "idle MB", "largest under load MB"], rows,
                [f"Bar: all services together at most 300 MB under load: {met}. PostgreSQL and RabbitMQ are not in it."], how=f"one run of {bench.SECONDS} s per flow")


if __name__ == "__main__":
    main()
