"""What the books say when all is over; fails when they disagree. Operators' knowledge is asked for over HTTP."""
import sys
import time

import bench
import shop

PLACED = "orders.order_placed.v1"
WORKED_OFF = 60


def one(sql):
    return bench.psql(sql)[0][0]


def on_record(operator):
    """What the event log says was ordered, page by page."""
    found, after = [], ""
    while True:
        page = shop.call("GET", f"/v1/ops/events?type={PLACED}&limit=100{after}", token=operator)
        found += [event["subject"] for event in page["items"]]
        if not page.get("next_cursor"):
            return found
        after = f"&after={page['next_cursor']}"


def board(operator):
    """The colour of the health board, once it is green or the time is over."""
    end = time.monotonic() + WORKED_OFF
    while True:
        light = shop.call("GET", "/v1/ops/health", token=operator)["light"]
        if light == "green" or time.monotonic() > end:
            return light
        time.sleep(0.5)


def compare(rows):
    """Prints (what, expected, found) and fails when two differ."""
    for what, expected, found in rows:
        print(f"  {'  ' if expected == found else '!!'} {what:<52} {found}" + ("" if expected == found else f", not {expected}"))
    wrong = [what for what, expected, found in rows if expected != found]
    if wrong:
        raise SystemExit("  THE BOOKS DISAGREE: " + ", ".join(wrong))
    print("  the books agree\n")


def main():
    bench.settle(WORKED_OFF)
    placed = [line.split() for line in (bench.FOLDER / "placed").read_text(encoding="utf-8").splitlines()]
    ids = sorted(order for order, _ in placed)
    count, pieces = str(len(ids)), one("SELECT coalesce(sum(quantity), 0) FROM orders.order_line")
    operator = shop.token("operator@souk.example")
    known = on_record(operator)
    number = placed[len(placed) // 2][1]
    story = shop.call("GET", f"/v1/ops/timeline?q={number}", token=operator)["entries"]
    shelf = "concat_ws(' ', sum(on_hand), sum(allocated), sum(held))"
    ends = "SELECT count(*) FROM catalog.timer WHERE kind = 'catalog.hold_expires' AND dead_at IS NULL"
    held = int(one("SELECT count(*) FROM catalog.hold WHERE status = 'held'"))
    rows = [
        ("different orders answered", count, str(len(set(ids)))),
        ("orders", count, one("SELECT count(*) FROM orders.orders")),
        ("facts told", count, one(f"SELECT count(*) FROM orders.outbox WHERE kind = '{PLACED}'")),
        ("facts waiting to be told or handled", "0", str(bench.waiting())),
        ("the event log's orders", count, str(len(known))),
        ("…are the customers' orders", "yes", "yes" if sorted(known) == ids else "no"),
        (f"placements in the timeline of {number}", "1", str(sum(e["type"] == PLACED for e in story))),
        ("pieces promised on the shelf", pieces, one("SELECT sum(allocated) FROM catalog.stock")),
        ("shelf and ledger", one(f"SELECT {shelf} FROM catalog.stock"), one(f"SELECT {shelf} FROM catalog.stock_movement")),
        (f"{held} holds left behind that have an end", "yes", "yes" if int(one(ends)) >= held else "no"),
        ("dead letters", "0", str(len(shop.call("GET", "/v1/ops/dead-letters", token=operator)["groups"]))),
        ("health board", "green", board(operator)),
    ]
    compare(rows)


if __name__ == "__main__":
    sys.exit(main())
