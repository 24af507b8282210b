"""Races: 200 guests with the same product in their carts all order at once; there are 10 pieces. One race per hot product."""
import asyncio
import json
import statistics
import time
import urllib.parse

import bench

CUSTOMERS, PIECES = 200, 10
ORIGIN = bench.os.environ["BENCH_URL"]
ADDRESS = urllib.parse.urlsplit(bench.GATEWAY)
CONTACT = json.dumps({"contact": {"name": "Camille Canari", "phone": "+33612345678"}})


def text(path, body, more):
    lines = [f"POST {path} HTTP/1.1", f"Host: {ADDRESS.netloc}", "Content-Type: application/json",
             f"Content-Length: {len(body)}", *more]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


async def answer(reader):
    """Status, cookie and body of one answer."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in head[1:] if ": " in line)}
    if "chunked" in headers.get("transfer-encoding", ""):
        body = b""
        while size := int(await reader.readuntil(b"\r\n"), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readexactly(2)
    else:
        body = await reader.readexactly(int(headers.get("content-length", "0")))
    return int(head[0].split()[1]), headers.get("set-cookie", "").split(";")[0], body


async def guest(variant, gate):
    """Fills a cart; answers the order that goes with it, ready to be sent."""
    async with gate:  # carts are filled a few at a time; that is not what is measured
        reader, writer = await asyncio.open_connection(ADDRESS.hostname, ADDRESS.port)
        writer.write(text("/v1/cart/lines", json.dumps({"variant_id": variant, "quantity": 1}), []))
        status, cookie, body = await answer(reader)
        writer.close()
    if status != 201:
        raise SystemExit(f"cart: {status} {body.decode()}")
    return text("/v1/checkouts", CONTACT,
                [f"Cookie: {cookie}", f"Origin: {ORIGIN}", f"Idempotency-Key: race-{cookie[-20:]}"])


async def order(connection, request, began):
    """Status, code and milliseconds until the answer; a connection that breaks is an answer too, a wrong one."""
    reader, writer = connection
    try:
        writer.write(request)
        status, _, body = await answer(reader)
        code = json.loads(body).get("code", "") if body else ""
    except (OSError, EOFError, ValueError) as error:
        status, code = 0, type(error).__name__
    writer.close()
    return status, code, (time.perf_counter() - began) * 1000


async def race(variant):
    gate = asyncio.Semaphore(16)
    requests = await asyncio.gather(*(guest(variant, gate) for _ in range(CUSTOMERS)))
    await asyncio.to_thread(bench.settle)
    opening = (asyncio.open_connection(ADDRESS.hostname, ADDRESS.port) for _ in requests)
    connections = await asyncio.gather(*opening)
    began = time.perf_counter()
    return await asyncio.gather(*(order(one, request, began) for one, request in zip(connections, requests)))


def books(uuid):
    """on hand, promised, sum of the ledger's promises, orders of the variant."""
    sql = f"""SELECT s.on_hand, s.allocated + s.held, (SELECT sum(m.allocated + m.held) FROM catalog.stock_movement m
              WHERE m.variant_id = s.variant_id), (SELECT count(*) FROM orders.order_line l WHERE l.variant_id = s.variant_id)
              FROM catalog.stock s WHERE s.variant_id = '{uuid}'"""
    return [int(n) for n in bench.psql(sql)[0]]


def main():
    rows, lasts = [], []
    for number, line in enumerate((bench.FOLDER / "hot").read_text().splitlines(), 1):
        variant, uuid = line.split()
        answers = asyncio.run(race(variant))
        bench.settle()
        placed = sum(status == 201 for status, _, _ in answers)
        sold_out = sum((status, code) == (409, "sold_out") for status, code, _ in answers)
        others = sorted({f"{status} {code}" for status, code, _ in answers} - {"201 ", "409 sold_out"})
        last = max(after for *_, after in answers)
        agree = books(uuid) == [PIECES] * 4
        lasts.append(last)
        right = placed == PIECES and sold_out == CUSTOMERS - PIECES and agree
        rows.append([str(number), str(placed), str(sold_out), ", ".join(others) or "none", "yes" if agree else "**no**",
                     statistics.median(after for *_, after in answers), last, "met" if right and last <= 1000 else "**missed**"])
    rows.append(["median", "", "", "", "", "", statistics.median(lasts), ""])
    bench.table(f"{CUSTOMERS} customers, {PIECES} pieces, all at once",
                ["race", "placed", "told sold out", "other answers", "books agree", "median answer ms", "last answer ms", "bar"], rows, how="one run of each race")


if __name__ == "__main__":
    main()
