"""Codes on WhatsApp: how fast the answer is handed to Twilio, how many go, and what a code costs beside raw SQL."""
import asyncio
import itertools
import os
import time

import bench
import crowd
import evening
import twilio_side

RATE, STEADY, FLOOD, AT_ONCE, BURST = 100, 20, 15, 48, 200
HANDED = ("SELECT extract(epoch FROM o.changed_at - m.received_at) FROM whatsapp.outgoing o "
          "JOIN whatsapp.message m ON m.id = o.in_reply_to WHERE m.received_at > to_timestamp({since}) AND o.sid IS NOT NULL")
UNANSWERED = ("SELECT count(*) FROM whatsapp.message m LEFT JOIN whatsapp.outgoing o ON o.in_reply_to = m.id "
              "WHERE o.sid IS NULL")


class Codes:
    """New customers, each with one code at the next tenant."""

    def __init__(self, people):
        self.people, self.next = people, itertools.count()

    async def write(self, shop=None, code=None):
        number = next(self.next)
        shop = shop or self.people.shops[number % len(self.people.shops)]
        who = f"{crowd.PREFIX}{shop.number:02d}{number:06d}"
        await self.people.write(shop, who, "code", code or f"A{1 + number // len(self.people.shops) % evening.UNIQUE}")


async def answered(count):
    """Until every message has its answer; how long that took."""
    began = time.monotonic()
    while bench.psql(UNANSWERED)[0][0] != "0":
        if time.monotonic() - began > 120:
            raise SystemExit(f"{bench.psql(UNANSWERED)[0][0]} of {count} messages are not answered")
        await asyncio.sleep(0.1)
    return time.monotonic() - began


async def phase(people, job):
    """One way of writing: what it took per message, until everything is worked off."""
    people.waits.clear()
    before, cpu, since, began = len(people.written), bench.cpu_ms(bench.server_roots()), time.time(), time.monotonic()
    await job
    count = len(people.written) - before
    await answered(count)
    seconds = time.monotonic() - began
    bench.settle()
    handed = [float(row[0]) for row in bench.psql(HANDED.format(since=since))]
    return {"flows": count, "errors": 0, "rate": count / seconds, "p50": crowd.share(handed, 0.5), "p95": crowd.share(handed, 0.95),
            "p99": crowd.share(handed, 0.99), "webhook": crowd.share(people.waits, 0.99),
            "cpu_ms": (bench.cpu_ms(bench.server_roots()) - cpu) / count}


async def flood(codes):
    end = time.monotonic() + FLOOD

    async def one():
        while time.monotonic() < end:
            await codes.write()

    await asyncio.gather(*(one() for _ in range(AT_ONCE)))


async def main():
    tenants = int(os.environ.get("SOUK_EVENING_TENANTS", "20"))
    twilio = twilio_side.Twilio(bench.FOLDER, 0, 0)
    await twilio.start(int(os.environ["EVENING_PORT"]))
    # What opens a shop waits for answers that this very process gives.
    shops = [await asyncio.to_thread(evening.open_shop, number) for number in range(tenants)]
    rows = []
    async with crowd.Crowd(shops, 1) as people:
        people.doubles = 0
        twilio.heard = people.heard
        await asyncio.gather(*(people.seller(shop, "LIVE ON", "B1 99") for shop in shops))
        codes = Codes(people)
        await evening.paced(RATE, [codes.write() for _ in range(RATE * 5)])  # warm
        await answered(RATE * 5)
        steady = await phase(people, evening.paced(RATE, [codes.write() for _ in range(RATE * STEADY)]))
        one_piece = await phase(people, evening.paced(BURST / 2, [codes.write(shops[0], "B1") for _ in range(BURST)]))
        most = await phase(people, flood(codes))
    await twilio.stop()
    bench.psql_file(bench.HERE / "sql" / "reserves.sql")
    raw = bench.pgbench("reserve.sql", 16)
    for name, one, bars in (("100 a second", steady, [("p95", 150, True), ("webhook", 150, True)]),
                            ("200 on one piece in 2 s", one_piece, [("p95", 4000, True)]),
                            (f"as many as go, {AT_ONCE} at once", most, [])):
        rows.append([name, one["rate"], one["p50"], one["p95"], one["p99"], one["webhook"], one["cpu_ms"], raw["rate"],
                     raw["rate"] / one["rate"], one["cpu_ms"] / raw["cpu_ms"], bench.against(bars, one)])
    bench.table(f"Codes on WhatsApp, {tenants} lives at once",
                ["codes", "codes/s", "p50 ms to Twilio", "p95", "p99", "webhook p99", "CPU ms/code", "raw reservation/s",
                 "its ratio", "CPU ratio", "bars"], rows,
                ["From the webhook's receipt to Twilio's 201; CPU: all Souk processes, PostgreSQL and RabbitMQ."])


if __name__ == "__main__":
    asyncio.run(main())
