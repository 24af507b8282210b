#!/usr/bin/env python3
"""A module that is not written in Rust: what Souk asks of a module, in one file.

It serves a manifest, a page and a fragment over HTTP, and counts placed orders, which it hears on RabbitMQ.
The platform learns of it by one more entry in the gateway's configuration: hello=http://127.0.0.1:8190

    hello.py --port 8190 --amqp amqp://user:password@host:5672/%2f --data hello.sqlite3
"""

import argparse
import json
import logging
import sqlite3
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pika

FACT = "orders.order_placed.v1"
LABELS = {"fr": "Bonjour", "en": "Hello", "es": "Hola", "pt": "Olá", "ar": "مرحبا"}
COUNTED = {
    "fr": "Commandes entendues : {}",
    "en": "Orders heard: {}",
    "es": "Pedidos oídos: {}",
    "pt": "Pedidos ouvidos: {}",
    "ar": "الطلبات المسموعة: {}",
}
MANIFEST = {
    "name": "hello",
    "version": "1.0.0",
    "prefixes": ["/hello"],
    "navigation": [
        {"area": "public", "path": "/hello", "icon": "sparkles", "order": 50, "label": LABELS, "role": None}
    ],
    "slots": [{"slot": "home.main", "path": "/slots/home.main", "order": 90, "public_seconds": 0}],
    "events": [],
    "hears": [FACT],
    "asks": {},
    "personal_data": {},
    "optional": True,
    "on_resume": "replay",
    "timers_when_off": False,
}
PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body><!--souk:nav public--><main><h1>{title}</h1><p id="heard">{heard}</p></main></body>
</html>
"""


class Ledger:
    """The facts that were heard, by id: a fact that comes twice counts once."""

    def __init__(self, path):
        self.path = path
        with self.open() as db:
            db.execute("CREATE TABLE IF NOT EXISTS heard (id TEXT PRIMARY KEY)")

    def open(self):
        return sqlite3.connect(self.path, timeout=10)

    def keep(self, fact):
        with self.open() as db:
            db.execute("INSERT OR IGNORE INTO heard VALUES (?)", (fact,))

    def count(self):
        return self.open().execute("SELECT count(*) FROM heard").fetchone()[0]


class Listener(threading.Thread):
    """A queue of its own, bound to the platform's exchange; acknowledged once the fact is kept."""

    def __init__(self, url, prefix, ledger):
        super().__init__(daemon=True)
        self.url, self.prefix, self.ledger = url, prefix, ledger

    def run(self):
        while True:
            try:
                self.listen()
            except pika.exceptions.AMQPError as error:
                logging.warning("the broker is away (%r); trying again", error)
                time.sleep(1)

    def listen(self):
        channel = pika.BlockingConnection(pika.URLParameters(self.url)).channel()
        exchange, dead, queue = (self.prefix + name for name in ("souk.events", "souk.dead", "hello.v1"))
        for name in (exchange, dead):
            channel.exchange_declare(name, exchange_type="topic", durable=True)
        arguments = {
            "x-queue-type": "quorum",
            "x-delivery-limit": 20,
            "x-dead-letter-exchange": dead,
        }
        channel.queue_declare(queue, durable=True, arguments=arguments)
        channel.queue_bind(queue, exchange, FACT)
        channel.basic_qos(prefetch_count=100)
        channel.basic_consume(queue, self.heard)
        logging.info("listening on %s", queue)
        channel.start_consuming()

    def heard(self, channel, delivery, properties, body):
        fact = (properties.headers or {}).get("cloudEvents:id")
        try:
            placed = json.loads(body)
            if not fact or not placed["orderId"]:
                raise ValueError("no fact")
        except (ValueError, KeyError):
            logging.warning("not a fact: %r", body)
            channel.basic_reject(delivery.delivery_tag, requeue=False)
            return
        self.ledger.keep(fact)
        channel.basic_ack(delivery.delivery_tag)


class Door(BaseHTTPRequestHandler):
    """The gateway's side: it says the language and, in a bearer token nobody reads here, who asks."""

    protocol_version = "HTTP/1.1"
    ledger = None

    def do_GET(self):
        path = self.path.split("?")[0]
        lang = self.headers.get("accept-language", "fr")[:2]
        lang = lang if lang in LABELS else "fr"
        heard = COUNTED[lang].format(self.ledger.count())
        if path == "/internal/manifest":
            self.answer("application/json", json.dumps(MANIFEST))
        elif path in ("/internal/health/live", "/internal/health/ready"):
            ready = {"module": "hello", "version": MANIFEST["version"], "ready": True, "checks": []}
            self.answer("application/json", json.dumps(ready))
        elif path == "/hello":
            direction = "rtl" if lang == "ar" else "ltr"
            page = PAGE.format(lang=lang, dir=direction, title=LABELS[lang], heard=heard)
            self.answer("text/html; charset=utf-8", page, ("x-souk-compose", "1"))
        elif path == "/slots/home.main":
            self.answer("text/html; charset=utf-8", f'<p class="hello"><a href="/hello">{heard}</a></p>')
        else:
            problem = {"type": "about:blank", "title": "Not found", "status": 404, "code": "not_found"}
            self.answer("application/problem+json", json.dumps(problem), status=404)

    def answer(self, kind, text, *headers, status=200):
        body = text.encode()
        self.send_response(status)
        for name, value in (("content-type", kind), ("content-length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, form, *args):
        logging.debug(form, *args)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--port", type=int, default=8190)
    options.add_argument("--amqp", required=True, help="the broker's address")
    options.add_argument("--data", default="hello.sqlite3", help="file that remembers what was heard")
    options.add_argument("--prefix", default="", help="put before the names of exchanges and queues")
    chosen = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="hello: %(message)s")
    logging.getLogger("pika").setLevel(logging.ERROR)
    Door.ledger = Ledger(chosen.data)
    Listener(chosen.amqp, chosen.prefix, Door.ledger).start()
    ThreadingHTTPServer(("127.0.0.1", chosen.port), Door).serve_forever()


if __name__ == "__main__":
    main()
