"""Visitors who ask for a page of each module again and again.

The file `down` names the module that is being redeployed: its own page may fail meanwhile. Once it says `over` they
leave, with 1 when any other page failed. They also leave when the script that called them is gone.
"""
import collections
import http.client
import os
import sys
import threading
import time
import urllib.parse

import bench

PAGES = {"storefront": "/", "catalog": "/v1/products", "identity": "/login", "orders": "/cart", "ops": "/v1/ops/health"}
DOWN = bench.FOLDER / "down"
PARENT = os.getppid()

answers = collections.Counter()
failed = collections.Counter()


def ask(path):
    """The status; 0 when there was no answer."""
    door = http.client.HTTPConnection(urllib.parse.urlsplit(bench.GATEWAY).netloc, timeout=35)
    try:
        door.request("GET", path, headers={"accept": "text/html, application/json"})
        answer = door.getresponse()
        answer.read()
        return answer.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        door.close()


def away():
    """The module that is being redeployed, if any."""
    return DOWN.read_text(encoding="utf-8").strip()


def visit(module, path):
    while (before := away()) != "over" and os.getppid() == PARENT:
        time.sleep(0.05)
        status = ask(path)
        down = {before, away()}
        answers[path] += 1
        if status >= 500 or status == 0:
            failed[path, status, "itself" if module in down else f"while {' '.join(sorted(down - {''})) or 'nobody'} was away"] += 1


def main():
    visitors = [threading.Thread(target=visit, args=page) for page in PAGES.items()]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    print("  pages asked for: " + ", ".join(f"{path} {count}" for path, count in sorted(answers.items())))
    for (path, status, why), count in sorted(failed.items()):
        print(f"  {path}: {count} x {status or 'no answer'}, {why}")
    sys.exit(any(why != "itself" for _, _, why in failed))


if __name__ == "__main__":
    main()
