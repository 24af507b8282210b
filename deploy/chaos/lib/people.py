"""N guests order one piece each over HTTP, a few at a time, and try again with the same key until they have an order.

Writes `<order id> <number>` into the file `placed` for each, and says at the end what they met on the way.
"""
import collections
import concurrent.futures
import http.client
import http.cookiejar
import json
import os
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid

import bench

AT_ONCE = 8
PATIENCE = 120
VARIANT = (bench.FOLDER / "variant").read_text(encoding="utf-8").strip()
CONTACT = {"contact": {"name": "Camille Canari", "phone": "+33612345678"}}

met = collections.Counter()
waits = []
writing = threading.Lock()


class Guest:
    """Somebody with a browser of their own."""

    def __init__(self):
        self.cookies = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                                   urllib.request.HTTPCookieProcessor(self.cookies))
        self.end = time.monotonic() + PATIENCE

    def ask(self, method, path, body=None, key=None):
        """(status, JSON); status 0 when there was no answer."""
        headers = {"content-type": "application/json", "origin": os.environ["BENCH_URL"]}
        if key:
            headers["idempotency-key"] = key
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(bench.GATEWAY + path, data=data, method=method, headers=headers)
        try:
            with self.browser.open(request, timeout=35) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except (OSError, http.client.HTTPException, ValueError):
            return 0, "no answer"

    def insist(self, what, attempt):
        """Tries until `attempt` answers something; 4xx other than `in flight` is no weather but a mistake."""
        while time.monotonic() < self.end:
            status, answer, done = attempt()
            if done:
                return answer
            if 400 <= status < 500 and status != 409:
                raise SystemExit(f"{what}: {status} {answer}")
            met[status or "no answer"] += 1
            time.sleep(0.2)
        raise SystemExit(f"{what}: not within {PATIENCE} s; the last answer was {status} {answer}")

    def fill(self):
        """Puts the piece into the cart, unless it is there although nobody said so."""
        if len(self.cookies):
            status, cart = self.ask("GET", "/v1/cart")
            if status != 200 or cart["count"] > 0:
                return status, cart, status == 200
        status, line = self.ask("POST", "/v1/cart/lines", {"variant_id": VARIANT, "quantity": 1})
        return status, line, status == 201

    def own(self):
        status, page = self.ask("GET", "/v1/orders")
        return status, page, status == 200

    def order(self, _):
        """The whole visit; answers with what is in the account at its end."""
        self.insist("fill the cart", self.fill)
        key, began = str(uuid.uuid4()), time.monotonic()

        def place():
            status, answer = self.ask("POST", "/v1/checkouts", CONTACT, key)
            return status, answer, status == 201

        placed = self.insist("order", place)["orders"][0]
        waits.append(time.monotonic() - began)
        with writing, open(bench.FOLDER / "placed", "a", encoding="utf-8") as out:
            out.write(f"{placed['id']} {placed['number']}\n")
        own = self.insist("look at the orders", self.own)["items"]
        if [order["id"] for order in own] != [placed["id"]]:
            raise SystemExit(f"ordered {placed['id']}, but the account says {own}")


def main():
    count = int(sys.argv[1])
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda number: Guest().order(number), range(count)))
    on_the_way = ", ".join(f"{n} × {what}" for what, n in sorted(met.items(), key=str)) or "nothing"
    print(f"  met on the way: {on_the_way}; longest wait for an order {max(waits):.1f} s")


if __name__ == "__main__":
    main()
