"""Lighthouse on three pages of the Souk at the given address."""
import functools
import json
import subprocess
import sys
import urllib.request

import bench


def fetch(path):
    with urllib.request.urlopen(sys.argv[1] + path, timeout=30) as answer:
        return json.loads(answer.read())


def lighthouse(path):
    script = bench.HERE.parent.parent / "browser" / "lighthouse.mjs"
    done = subprocess.run(["node", str(script), sys.argv[1] + path], capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        raise SystemExit(f"lighthouse {path}: {done.stdout}{done.stderr}") from None


def main():
    pages = {"home": "/", "store": fetch("/v1/stores")["items"][0]["url"], "product": fetch("/v1/products")["items"][0]["url"]}
    found = bench.interleaved({name: functools.partial(lighthouse, path) for name, path in pages.items()})
    rows = [[name, one["lcp_ms"], one["tbt_ms"], one["cls"], one["performance"], one["accessibility"]]
            for name, one in found.items()]
    bench.table("Pages as a phone sees them (Lighthouse, slow 4G and a 4x slower processor simulated)",
                ["page", "LCP ms", "blocking ms", "layout shift", "performance", "accessibility"], rows, how=f"medians of {bench.ROUNDS} runs")


if __name__ == "__main__":
    main()
