"""Who writes in the evening: sellers and customers in five languages, and Twilio's way of delivering what they write.

Each message is a webhook that Twilio's own client signed. It is sent again until somebody takes it, sometimes twice at
once, and customers act on what they are told.
"""
import asyncio
import collections
import os
import random
import time
import uuid

import aiohttp
from twilio.request_validator import RequestValidator

import twilio_side

# Nobody else is called, lives or writes like this: what the evening must not leave in the clear.
PREFIX, STREET, NOISE = "+33699", "rue des Lilas Blancs", "bonsoir canari"
WISHES = {
    "fr": ["{c}", "je veux {c} svp", "Bonjour je prends le {l} 🙏", " {s} ", "#{c}", "{d}"],
    "en": ["{c}", "{c} please", "I want {c}", "{l}"],
    "es": ["{c}", "quiero {c}", "{s} por favor"],
    "pt": ["{c}", "quero {c}", "{d}"],
    "ar": ["{c}", "{a}", "اريد {c}"],
}
YES = {"fr": "OUI", "en": "YES", "es": "SI", "pt": "SIM", "ar": "نعم"}
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PATIENCE = 240

Written = collections.namedtuple("Written", "sid tenant who kind")


def wish(language, code, chance):
    """A code as somebody types it."""
    letters, digits = code.rstrip("0123456789"), code.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return chance.choice(WISHES[language]).format(c=code, l=code.lower(), s=f"{letters} {digits}", d=f"{letters}-{digits}",
                                                  a=letters + digits.translate(EASTERN))


class Shop:
    """A tenant's number as the outside sees it."""

    def __init__(self, number, hook, public, gateway):
        self.number, self.account, self.phone = number, twilio_side.account(number), twilio_side.sender(number)
        path = f"/hooks/whatsapp/{hook}/inbound"
        self.signed, self.url = public + path, gateway + path
        self.signer = RequestValidator(twilio_side.TOKEN)


class Crowd:
    """Everybody who writes; keeps what was written and how it was answered."""

    def __init__(self, shops, seed):
        self.shops, self.chance = shops, random.Random(seed)
        self.doubles = 0.1  # of all webhooks, those that come twice
        self.written, self.waits, self.met = [], [], collections.Counter()
        self.told = collections.defaultdict(asyncio.Queue)

    async def __aenter__(self):
        self.http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), trust_env=False,
                                          timeout=aiohttp.ClientTimeout(total=15))
        return self

    async def __aexit__(self, *_):
        await self.http.close()

    def heard(self, sent):
        self.told[sent.account, sent.to].put_nowait(sent)

    async def write(self, shop, who, kind, text):
        """A message, delivered until it is taken."""
        sid = "SM" + uuid.uuid4().hex
        self.written.append(Written(sid, shop.number, who, kind))
        form = {"MessageSid": sid, "SmsMessageSid": sid, "SmsSid": sid, "AccountSid": shop.account, "From": f"whatsapp:{who}",
                "To": f"whatsapp:{shop.phone}", "Body": text, "NumMedia": "0", "NumSegments": "1", "SmsStatus": "received",
                "ApiVersion": "2010-04-01", "MessageType": "text", "WaId": who[1:], "ProfileName": NOISE}
        copies = 1 + (self.chance.random() < self.doubles) + (self.chance.random() < self.doubles / 5)
        await asyncio.gather(*(self.deliver(shop, form) for _ in range(copies)))

    async def deliver(self, shop, form):
        headers = {"X-Twilio-Signature": shop.signer.compute_signature(shop.signed, form)}
        end, pause = time.monotonic() + PATIENCE, 0.2
        while time.monotonic() < end:
            began = time.monotonic()
            try:
                async with self.http.post(shop.url, data=form, headers=headers) as answer:
                    await answer.read()
                    self.waits.append(time.monotonic() - began)
                    if answer.status == 200:
                        return
                    self.met[answer.status] += 1
                    if answer.status < 500 and answer.status != 429:
                        raise SystemExit(f"a webhook was refused: {answer.status} {await answer.text()}")
            except (aiohttp.ClientError, asyncio.TimeoutError) as error:
                self.met[type(error).__name__] += 1
            await asyncio.sleep(pause)
            pause = min(pause * 2, 3)
        raise SystemExit("a webhook was not taken")

    async def answer(self, shop, who):
        """The next thing that somebody is told; None when nobody says anything."""
        try:
            return await asyncio.wait_for(self.told[shop.account, f"whatsapp:{who}"].get(), PATIENCE)
        except asyncio.TimeoutError:
            return None

    async def seller(self, shop, *texts):
        """A seller writes and reads, one after the other."""
        who = f"+3368800{shop.number:04d}"
        for text in texts:
            await self.write(shop, who, "seller", text)
            if await self.answer(shop, who) is None:
                raise SystemExit(f"the seller of {shop.number} was not answered: {text}")

    async def customer(self, shop, number, codes):
        """One customer's evening: a code, the address, a yes, sometimes more; afterwards she takes what she is offered."""
        chance = random.Random(f"{shop.number} {number}")
        who, language = f"{PREFIX}{shop.number:02d}{number:04d}", chance.choice(list(YES))
        await self.ask(shop, who, "code", wish(language, chance.choice(codes), chance))
        if chance.random() < 0.15:
            await self.ask(shop, who, "code", wish(language, chance.choice(codes), chance))
        if chance.random() < 0.03:
            await self.ask(shop, who, "stop", "STOP")
        if chance.random() < 0.05:
            await self.ask(shop, who, "noise", chance.choice(["🙏🙏", f"{NOISE} " * 60, NOISE]))
        if chance.random() < 0.75:
            street = f"ADRESSE: {1 + number % 90} {STREET} 69007 Lyon"
            await self.ask(shop, who, "address", street)
            await self.ask(shop, who, "yes", YES[language])
        if chance.random() < 0.05:
            await self.ask(shop, who, "no", "ANNULER TOUT" if language == "fr" else "CANCEL")

    async def ask(self, shop, who, kind, text):
        """Writes and waits for any word in return; half a minute of silence is an answer to noise and STOP."""
        queue = self.told[shop.account, f"whatsapp:{who}"]
        while not queue.empty():
            queue.get_nowait()
        await self.write(shop, who, kind, text)
        try:
            await asyncio.wait_for(queue.get(), 5 if kind in ("stop", "noise") else PATIENCE)
        except asyncio.TimeoutError:
            self.met[f"no answer to: {kind}"] += 1


def share(values, part):
    """A percentile in milliseconds."""
    values = sorted(values)
    return 1000 * values[min(len(values) - 1, int(len(values) * part))] if values else 0.0


def settings():
    """How large the evening is: tenants, customers of each, messages a second, the seed."""
    number = lambda name, usual: int(os.environ.get(f"SOUK_EVENING_{name}", usual))  # noqa: E731
    return number("TENANTS", 20), number("CUSTOMERS", 300), number("RATE", 100), number("SEED", 1)
