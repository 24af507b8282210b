"""What must be true after the evening: fails when anything is not. Asked of the tables, of Twilio's side and of the files."""
import collections
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import bench  # noqa: E402
import books as shop_books  # noqa: E402
import crowd  # noqa: E402
import shop as door  # noqa: E402

# Each answers how many rows break a rule of the live; the names are those of the specification.
RULES = {
    "I1 a unique piece is held or sold once":
        "SELECT count(*) FROM (SELECT item_id FROM reservations.reservation WHERE is_unique AND state IN ('held', 'confirmed') "
        "GROUP BY item_id HAVING count(*) > 1) x",
    "I2 no more is held than there is":
        "SELECT count(*) FROM reservations.live_item i WHERE i.on_hand < (SELECT coalesce(sum(quantity), 0) "
        "FROM reservations.reservation r WHERE r.item_id = i.id AND r.state = 'held')",
    "I3 stock and ledger agree":
        "SELECT count(*) FROM reservations.live_item i WHERE on_hand <> initial + (SELECT coalesce(sum(delta), 0) "
        "FROM reservations.stock_ledger l WHERE l.item_id = i.id)",
    "I4 numbers of orders run from 1 without a gap":
        "SELECT count(*) FROM (SELECT tenant_id, max(substring(number FROM '[0-9]+')::int) <> count(*) AS gap "
        "FROM reservations.reservation_group GROUP BY 1) x WHERE gap",
    "I4 confirmed reservations belong to one order":
        "SELECT count(*) FROM reservations.reservation WHERE state = 'confirmed' AND group_id IS NULL",
    "I5 a message had one effect":
        "SELECT count(*) FROM (SELECT message_sid FROM reservations.heard_message GROUP BY tenant_id, message_sid "
        "HAVING count(*) > 1) x",
    "I7 each order stands in the record":
        "SELECT (SELECT count(*) FROM reservations.reservation_group) - (SELECT count(DISTINCT target) FROM reservations.audit "
        "WHERE action = 'ordered')",
    "I9 nobody was served before who had come earlier":
        "SELECT count(*) FROM reservations.reservation early JOIN reservations.reservation late USING (item_id) "
        "WHERE early.place < late.place AND early.size = late.size AND early.held_at IS NULL AND late.held_at > early.created_at "
        "AND (early.ended_at IS NULL OR early.ended_at > late.held_at)",
    "the first to come held the piece":
        "SELECT count(*) FROM (SELECT item_id, (array_agg(held_at IS NULL ORDER BY place))[1] AS first_waited "
        "FROM reservations.reservation WHERE is_unique GROUP BY 1) x WHERE first_waited",
    "holds and queues left over": "SELECT count(*) FROM reservations.reservation WHERE state IN ('held', 'waiting')",
    "live orders missing in orders":
        "SELECT abs((SELECT count(*) FROM reservations.reservation_group) - (SELECT count(*) FROM orders.orders "
        "WHERE channel = 'live'))",
    "answers and messages without an end":
        "SELECT count(*) FROM whatsapp.outgoing WHERE state IN ('pending', 'sending', 'failed', 'dead')",
    "facts waiting to be told or handled": None,
}


def ids(sql):
    return {row[0] for row in bench.psql(sql)}


def messages(evening, rows):
    """Nothing that was written is lost, nothing that was said is said twice."""
    written = {one[0]: one[3] for one in evening["written"]}
    stored = ids("SELECT message_sid FROM whatsapp.message")
    heard = ids("SELECT message_sid FROM reservations.heard_message")
    answered = ids("SELECT m.message_sid FROM whatsapp.outgoing o JOIN whatsapp.message m ON m.id = o.in_reply_to")
    asked = {sid for sid, kind in written.items() if kind in ("code", "burst", "address", "yes", "seller")}
    rows += [("messages written", str(len(written)), str(len(stored & written.keys()))),
             ("…and acted on", "0 missing", f"{len(written.keys() - heard)} missing"),
             ("codes, addresses, yeses without an answer", "0", str(len(asked - answered)))]
    said = collections.Counter(one[4] for one in evening["sent"] if one[4])
    rows += [("messages that Twilio was given twice", "0", str(sum(count - 1 for count in said.values()))),
             ("messages that Twilio was given", str(len(said)),
              str(int(bench.psql("SELECT count(*) FROM whatsapp.outgoing WHERE state IN "
                                 "('accepted', 'sent', 'delivered', 'read')")[0][0])))]


def in_the_clear(folder):
    """Files in which a phone number, an address or a text of the evening can be read: tables, queues, logs."""
    canary = re.compile(rf"\{crowd.PREFIX}\d{{6}}|{crowd.PREFIX[1:]}\d{{6}}|{crowd.STREET}|{crowd.NOISE}".encode())
    own = {"evening.json"}
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and path.name not in own and canary.search(path.read_bytes()):
            found.append(str(path.relative_to(folder)))
    return found


def figures(evening):
    """What the evening took: from Twilio's webhook to the answer in Twilio's hands."""
    waits = [float(row[0]) for row in bench.psql(
        "SELECT extract(epoch FROM o.changed_at - m.received_at) FROM whatsapp.outgoing o "
        "JOIN whatsapp.message m ON m.id = o.in_reply_to WHERE o.sid IS NOT NULL")]
    lag = bench.psql("SELECT coalesce(max(extract(epoch FROM finished_at - time)), 0) FROM orders.inbox "
                     "WHERE kind = 'reservations.reservation_confirmed.v1'")[0][0]
    inbound = len(evening["written"])
    print(f"  {inbound} messages in {evening['seconds']:.0f} s ({inbound / evening['seconds']:.0f}/s), "
          f"{bench.psql('SELECT count(*) FROM reservations.reservation_group')[0][0]} orders, "
          f"the slowest {float(lag):.1f} s after its confirmation")
    print(f"  webhook answered: p50 {evening['webhook_p50']:.0f} ms, p99 {evening['webhook_p99']:.0f} ms")
    print(f"  message to answer handed over: p50 {crowd.share(waits, 0.5):.0f} ms, p95 {crowd.share(waits, 0.95):.0f} ms, "
          f"p99 {crowd.share(waits, 0.99):.0f} ms")
    print(f"  met by webhooks: {evening['met'] or 'nothing'}; by sendings: {evening['twilio'] or 'nothing'}")


def main():
    evening = json.loads((bench.FOLDER / "evening.json").read_text(encoding="utf-8"))
    rows = []
    messages(evening, rows)
    for name, sql in RULES.items():
        rows.append((name, "0", str(bench.waiting()) if sql is None else bench.psql(sql)[0][0]))
    operator = door.token("operator@souk.example")
    groups = door.call("GET", "/v1/ops/dead-letters", token=operator)["groups"]
    rows += [("dead letters", "0", str(len(groups))), ("health board", "green", shop_books.board(operator))]
    bench.psql("CHECKPOINT")
    found = in_the_clear(bench.FOLDER)
    rows.append(("files with a number, an address or a text in clear", "0", f"{len(found)} {found[:5]}" if found else "0"))
    figures(evening)
    shop_books.compare(rows)


if __name__ == "__main__":
    sys.exit(main())
