"""Fills the platform through its public API: a merchant and the catalogue of products.py with 20 hot products.

Writes what the load generators ask for into the bench folder: list.paths, detail.paths, search.paths, variants, hot.
"""
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import bench

PASSWORD = "a long enough word"
sys.path.insert(0, str(bench.HERE.parent))
import products  # noqa: E402


def call(method, path, body=None, token=None, kind="application/json"):
    """One request through the door; the JSON of its answer."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(bench.GATEWAY + path, data=data, method=method, headers={"content-type": kind})
    if token:
        request.add_header("authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{method} {path}: {error.code} {error.read().decode()[:500]}") from error


def token(email):
    return call("POST", "/v1/auth/token", {"email": email, "password": PASSWORD})["access_token"]


def merchant(email="bench@souk.example"):
    """A merchant with a store that the catalogue knows; answers (token, store id)."""
    call("POST", "/v1/users", {"email": email, "password": PASSWORD, "display_name": "Bench", "language": "fr"})
    made = call("POST", "/v1/tenants", {"name": "Bench", "country": "FR", "currency": "EUR", "city": "Paris",
                                        "language": "fr"}, token(email))
    owner = token(email)
    until(lambda: made["store_id"] in json.dumps(call("GET", "/v1/catalog/stores", token=owner)), 30, "know the store")
    return owner, made["store_id"]


def until(holds, seconds, what):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise SystemExit(f"the platform did not {what} within {seconds} s")
        time.sleep(0.2)


def load(owner, store, count, hot):
    """Imports the catalogue; answers seconds from the upload to the last product being in the shop window."""
    file = subprocess.run([sys.executable, str(bench.HERE.parent / "products.py"), str(count), str(hot)],
                          capture_output=True, check=True).stdout
    began = time.monotonic()
    made = call("POST", f"/v1/imports?store={store}", file, owner, "text/csv")
    until(lambda: call("GET", f"/v1/imports/{made['id']}", token=owner)["status"] == "done", 600, "finish the import")
    done = call("GET", f"/v1/imports/{made['id']}", token=owner)
    if done["created"] != count + hot:
        raise SystemExit(f"the import refused products: {done}")
    shown = lambda: call("GET", "/v1/stores")["items"][0]["products"] == count + hot  # noqa: E731
    until(shown, 60, "show all products")
    return time.monotonic() - began


def pages(limit, most):
    """Paths and items of the first pages of the list."""
    after, paths, items = None, [], []
    while len(paths) < most:
        query = urllib.parse.urlencode({"limit": limit, **({"after": after} if after else {})})
        page = call("GET", f"/v1/products?{query}")
        paths.append(f"/v1/products?{query}")
        items += page["items"]
        after = page.get("next_cursor")
        if not after:
            break
    return paths, items


def write(name, lines):
    (bench.FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def variants(handles):
    return bench.psql("SELECT v.id FROM catalog.variant v JOIN catalog.product p ON p.id = v.product_id "
                      f"WHERE p.handle LIKE '{handles}' ORDER BY p.handle")


def public_id(prefix, uuid):
    """The form that ids have outside: Crockford's base 32 behind a prefix."""
    number, digits = int(uuid.replace("-", ""), 16), ""
    for _ in range(26):
        number, digit = divmod(number, 32)
        digits = "0123456789abcdefghjkmnpqrstvwxyz"[digit] + digits
    return f"{prefix}_{digits}"


def prepare(count, hot):
    owner, store = merchant()
    # More than the first plan allows; newer than what identity tells of it.
    bench.psql("INSERT INTO catalog.quota SELECT id, NULL, 1000 FROM identity.tenant "
               "ON CONFLICT (tenant_id) DO UPDATE SET products = NULL, version = 1000")
    seconds = load(owner, store, count, hot)
    write("list.paths", pages(24, 100)[0])
    slugs = [item["slug"] for item in pages(100, 1000)[1]]
    write("detail.paths", [f"/v1/products/{slug}" for slug in slugs if "vedette" not in slug])
    write("search.paths", [f"/v1/products?q={term}" for term in products.TERMS])
    write("variants", [public_id("var", row[0]) for row in variants("article-%")])
    write("hot", [f"{public_id('var', row[0])} {row[0]}" for row in variants("vedette-%")])
    for term in products.TERMS:
        page = call("GET", f"/v1/products?q={term}")
        if not page["has_more"]:
            raise SystemExit(f"too few answers to {term}")
    bench.settle()
    bench.psql("VACUUM ANALYZE")
    write("import_seconds", [f"{seconds:.1f}"])
    print(f"{count + hot} products imported through the API in {seconds:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    prepare(int(os.environ.get("SOUK_BENCH_PRODUCTS", "10000")), 20)
