"""journey.py FOLDER: opens the shops of journey_data.py through the API, imports their goods, and searches."""
import concurrent.futures
import functools
import pathlib
import sys
import time
import urllib.parse

import bench
import shop


def goods(file):
    """One shop with its goods; answers how many products the import made."""
    owner, store = shop.merchant(f"shop{file.stem}@souk.example")
    made = shop.call("POST", f"/v1/imports?store={store}", file.read_bytes(), owner, "text/csv")
    answer = {}

    def done():
        answer.update(shop.call("GET", f"/v1/imports/{made['id']}", token=owner))
        return answer["status"] == "done"

    shop.until(done, 600, f"import {file.name}")
    return answer["created"]


def main():
    folder = pathlib.Path(sys.argv[1])
    files = sorted((folder / "shops").glob("*.csv"), key=lambda file: -file.stat().st_size)
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        count = sum(pool.map(goods, files))
    bench.settle()
    seconds = time.monotonic() - began
    bench.psql("VACUUM ANALYZE")
    words = (folder / "words").read_text(encoding="utf-8").split()
    shop.write("journey.paths", [f"/v1/products?q={urllib.parse.quote(word)}" for word in words])
    bench.psql_file(bench.HERE / "sql" / "reads.sql")
    values = ", ".join(f"({n}, '{word}')" for n, word in enumerate(words, 1))
    bench.psql(f"TRUNCATE bench.term; INSERT INTO bench.term VALUES {values}; ANALYZE bench.term")

    def wrk(connections):
        return bench.wrk("reads.lua", bench.GATEWAY, connections, env={"BENCH_PATHS": str(bench.FOLDER / "journey.paths")})

    wrk(1)  # warm
    runs = {c: functools.partial(wrk, c) for c in (1, 16)}
    runs |= {f"sql {c}": functools.partial(bench.pgbench, "search.sql", c, terms=len(words)) for c in (1, 16)}
    found = bench.interleaved(runs)
    rows = []
    for connections, bars in ((1, [("p95", 10, True)]), (16, [])):
        one, sql = found[connections], found[f"sql {connections}"]
        rows.append([str(connections), one["rate"], one["p50"], one["p95"], one["p99"], one["cpu_ms"], str(int(one["errors"])),
                     sql["rate"], sql["cpu_ms"], one["rate"] / sql["rate"], bench.against(bars, one)])
    bench.table(f"Search over {count:,} products of {len(files)} shops, words as often as they stand in titles",
                ["connections", "searches/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms", "errors", "SQL in pgbench/s", "SQL CPU ms",
                 "ratio to SQL", "bars"], rows, [f"Sign-up of the shops and import took {seconds:.0f} s through the API."])


if __name__ == "__main__":
    main()
