"""An evening of lives: tenants open, sellers announce, customers buy, everybody at once, and the recorder keeps it all.

Writes how many webhooks were sent into `written` while it goes on, and what was met into `evening.json` at the end.
"""
import asyncio
import json
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import bench  # noqa: E402
import crowd  # noqa: E402
import shop as door  # noqa: E402
import twilio_side  # noqa: E402

UNIQUE, STOCK, BURST = 60, 40, 200


def put(path, body, token):
    """Replaces a document that nobody set yet."""
    import urllib.request
    request = urllib.request.Request(bench.GATEWAY + path, data=json.dumps(body).encode(), method="PUT", headers={
        "content-type": "application/json", "authorization": f"Bearer {token}", "if-match": '"0"'})
    urllib.request.urlopen(request, timeout=30).close()


def open_shop(number):
    """A merchant with prices, labels, short holds and a number; answers the tenant's side of it."""
    owner, store = door.merchant(f"live{number}@souk.example")
    known = lambda: store in json.dumps(door.call("GET", "/v1/live/settings", token=owner)) or True  # noqa: E731
    door.until(known, 30, "know the store of the live")
    put("/v1/live/settings", {"ttl_soft_min": 1, "reminder_before_min": 1, "waitlist_max": 500, "delivery_fee": 500}, owner)
    put("/v1/live/price-grid", {"currency": "EUR", "prices": [{"letters": "A", "amount": 1500}, {"letters": "S", "amount": 900},
                                                              {"letters": "B", "amount": 9900}]}, owner)
    put("/v1/live/label-ranges", {"ranges": [{"letters": "A", "from": 1, "to": UNIQUE}]}, owner)
    door.call("POST", "/v1/whatsapp/senders", {"store_id": store, "phone": twilio_side.sender(number),
                                               "account_sid": twilio_side.account(number),
                                               "auth_token": twilio_side.TOKEN}, owner)
    door.call("POST", "/v1/whatsapp/sellers", {"label": "Amina", "phone": f"+3368800{number:04d}"}, owner)
    hook = bench.psql(f"SELECT hook FROM whatsapp.sender WHERE account_sid = '{twilio_side.account(number)}'")[0][0]
    return crowd.Shop(number, hook, os.environ["BENCH_URL"], bench.GATEWAY)


async def paced(rate, jobs):
    """Begins jobs at so many a second; answers when all are done."""
    running, began = [], time.monotonic()
    for index, job in enumerate(jobs):
        await asyncio.sleep(max(0.0, began + index / rate - time.monotonic()))
        running.append(asyncio.ensure_future(job))
    for job in asyncio.as_completed(running):
        await job


async def progress(people):
    """Says how much was written, for who breaks things meanwhile."""
    while True:
        (bench.FOLDER / "written").write_text(f"{len(people.written)}\n", encoding="utf-8")
        await asyncio.sleep(0.2)


async def live(people, tenants, customers, rate):
    """The lives from beginning to end."""
    stock = [f"S01 x{STOCK}", f"S02 x{STOCK} tailles S,M,L", "B1 99"]
    await asyncio.gather(*(people.seller(shop, "LIVE ON soir", *stock) for shop in people.shops))
    print(f"  {tenants} lives are open")
    codes = [f"A{n}" for n in range(1, UNIQUE + 1)] + ["S01"] * 20
    # Two hundred people want one piece within two seconds, at every shop in turn.
    bursts = []
    for shop in people.shops:
        bursts.append(asyncio.ensure_future(burst(people, shop, customers, len(bursts) * 5)))
    # A customer writes about three messages.
    everybody = [people.customer(shop, number, codes) for number in range(customers) for shop in people.shops]
    await paced(rate / 3.2, everybody)
    await asyncio.gather(*bursts)
    await asyncio.gather(*(people.seller(shop, "LIVE OFF") for shop in people.shops))


async def burst(people, shop, customers, after):
    await asyncio.sleep(after)
    many = min(BURST, customers)
    wish = lambda n: people.write(shop, f"{crowd.PREFIX}{shop.number:02d}{5000 + n:04d}", "burst", "B1")  # noqa: E731
    await paced(many / 2, [wish(n) for n in range(many)])


async def main():
    tenants, customers, rate, seed = crowd.settings()
    twilio = twilio_side.Twilio(bench.FOLDER, tenants, float(os.environ.get("SOUK_EVENING_FAULTS", "0.01")))
    await twilio.start(int(os.environ["EVENING_PORT"]))
    # What opens a shop waits for answers that this very process gives.
    shops = [await asyncio.to_thread(open_shop, number) for number in range(tenants)]
    print(f"  {tenants} shops have a number, a grid and a seller")
    async with crowd.Crowd(shops, seed) as people:
        twilio.heard = people.heard
        watching = asyncio.ensure_future(progress(people))
        began = time.time()
        await live(people, tenants, customers, rate)
        seconds = time.time() - began
        watching.cancel()
        held = "SELECT count(*) FROM reservations.reservation WHERE state IN ('held', 'waiting')"
        end = time.monotonic() + 180
        while time.monotonic() < end and (bench.psql(held)[0][0] != "0" or bench.waiting()):
            await asyncio.sleep(1)
    bench.settle()
    await asyncio.sleep(25)  # the news of an order that changed twice is told after twenty seconds
    await twilio.stop()
    result = {"seconds": seconds, "webhook_p50": crowd.share(people.waits, 0.5), "webhook_p99": crowd.share(people.waits, 0.99),
              "met": {str(key): count for key, count in people.met.items()}, "twilio": dict(twilio.met),
              "written": [list(one) for one in people.written], "sent": [list(one) for one in twilio.sent]}
    (bench.FOLDER / "evening.json").write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
