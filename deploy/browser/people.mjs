// People, shops and orders that a journey needs but is not about, made through the public API.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const baseURL = process.env.SOUK_URL ?? 'http://localhost:8080';
const mails = process.env.SOUK_MAIL_DIR ?? fileURLToPath(new URL('../../.souk/mail', import.meta.url));
export const password = 'marche-du-port';
export const operator = { email: 'admin@demo.souk', password };

/** An address nobody has used. */
export const newEmail = (who = 'person') => `${who}-${randomUUID().slice(0, 8)}@example.org`;

/** Waits until `look` gives something; the journeys never wait for a length of time. */
export async function until(what, look, seconds = 10) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    assert.ok(Date.now() < end, `${what}: not within ${seconds} s`);
    await pause(50);
  }
}

/** One request to the API; anything but 2xx fails, unless `status` says what is meant to come. */
export async function api(method, url, { token, body, headers, status } = {}) {
  const answer = await fetch(baseURL + url, {
    method,
    headers: {
      accept: 'application/json',
      'accept-language': 'fr',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(status ? answer.status === status : answer.ok, `${method} ${url}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** The token behind `mark` in the newest mail to an address. */
export function mailed(address, mark) {
  return until(`a mail to ${address}`, async () => {
    const names = await readdir(mails).catch(() => []);
    for (const name of names.sort().reverse()) {
      const text = (await readFile(path.join(mails, name), 'utf8')).replaceAll(/=\r?\n/g, '').replaceAll(/=3d/gi, '=');
      const to = text.split(/\r?\n/).find((line) => /^to:/i.test(line));
      const at = text.indexOf(mark);
      if (to?.includes(address) && at >= 0) return text.slice(at + mark.length).match(/^[\w.~%-]+/)?.[0];
    }
    return undefined;
  });
}

/** A person with a confirmed address. */
export async function person(name, { language = 'fr', invitation } = {}) {
  const email = newEmail(name.toLowerCase().replaceAll(/[^a-z]/g, ''));
  const body = { email, password, display_name: name, language, ...(invitation ? { invitation } : {}) };
  const made = await api('POST', '/v1/users', { body });
  if (made.verification_required) {
    await api('POST', '/v1/users/verify', { body: { token: await mailed(email, 'token=') } });
  }
  return { email, password, name };
}

/** A person's access token. */
export async function tokenOf({ email }) {
  return (await api('POST', '/v1/auth/token', { body: { email, password } })).access_token;
}

/** A shop with its owner: { owner, token, store, slug, tenant }, known to the catalogue. */
export async function shop(name = 'Maison Safran') {
  const owner = await person('Nadia Owner');
  const body = { name: `${name} ${randomUUID().slice(0, 4)}`, country: 'FR', currency: 'EUR', city: 'Marseille', timezone: 'Europe/Paris', language: 'fr' };
  const made = await api('POST', '/v1/tenants', { token: await tokenOf(owner), body });
  const token = await tokenOf(owner);
  const known = await until('the catalogue knows the store', async () =>
    (await api('GET', '/v1/catalog/stores', { token })).items.find((store) => store.id === made.store_id));
  return { owner, token, name: body.name, store: made.store_id, slug: known.slug ?? made.slug, tenant: made.tenant_id };
}

/** A shop that live commerce has heard of, with one of its documents set. */
export async function liveShop(document, body) {
  const there = await shop();
  const headers = { 'if-match': '"0"' };
  await until('live commerce knows the shop', () =>
    api('PUT', `/v1/live/${document}`, { token: there.token, headers, body }).catch(() => undefined));
  return there;
}

/** A shop with a live whose letter A has a price. */
export const shopWithPrices = () =>
  liveShop('price-grid', { currency: 'EUR', prices: [{ letters: 'A', amount: 1500 }] });

const SIMULATOR = '/dashboard/whatsapp/simulator';

/**
 * Begins to try out WhatsApp as who is signed in to a page. What comes back writes as `seller`, `first` or `second`,
 * and waits until what answers is on the page.
 */
export async function simulator(page) {
  await until('whatsapp knows the shop', async () => {
    await page.goto(SIMULATOR);
    await page.press('button[value=start]');
    await page.locator('button[value=start], [name=text]').first().waitFor();
    return (await page.locator('[name=text]').count()) > 0 || undefined;
  });
  return async (who, text, answered) => {
    await page.goto(`${SIMULATOR}?phone=${who}`);
    await page.fill({ text });
    await page.press('button[value=write]');
    await page.locator('[hx-get]').getByText(answered).last().waitFor();
  };
}

/** Somebody who works for a shop. */
export async function staff(shop, role) {
  const email = newEmail(role);
  await api('POST', '/v1/invitations', { token: shop.token, body: { email, role } });
  const invitation = await mailed(email, '/invitations/');
  const body = { email, password, display_name: `Sami ${role}`, language: 'fr', invitation };
  const made = await api('POST', '/v1/users', { body });
  if (made.verification_required) await api('POST', '/v1/users/verify', { body: { token: await mailed(email, 'token=') } });
  return { email, password };
}

/** A published product that customers can find: { id, slug, title, variant }. */
export async function product(shop, { title = `Confiture ${randomUUID().slice(0, 6)}`, price = 650, stock = 20 } = {}) {
  const body = { store_id: shop.store, title, description: 'Cuite au chaudron.', category: 'Douceurs', tax_class: 'reduced', options: [], variants: [{ values: [], price, stock }], published: true };
  const made = await api('POST', '/v1/catalog/products', { token: shop.token, body });
  const seen = await until('customers see the product', async () => {
    const answer = await fetch(`${baseURL}/v1/products/${made.id}`);
    return answer.ok ? answer.json() : undefined;
  });
  return { id: made.id, slug: seen.slug, title, variant: seen.variants[0].id };
}

/** Signs the browser of a page in. */
export async function signIn(page, { email }) {
  const answer = await page.context().request.post('/login', {
    form: { email, password },
    headers: { origin: baseURL },
    maxRedirects: 0,
  });
  assert.equal(answer.status(), 303, `sign-in of ${email}`);
}

/** Puts a product into the cart of a page's visitor. */
export async function putIntoCart(page, product, quantity = 1) {
  await page.goto(`/p/${product.slug}`);
  const answer = await page.context().request.post('/cart/lines', {
    form: { variant_id: product.variant, quantity: String(quantity), return_to: '/cart' },
    headers: { origin: baseURL },
    maxRedirects: 0,
  });
  assert.equal(answer.status(), 303, `${product.title} into the cart`);
}

/** Orders a product as the visitor of a page, who is then on the page of the order: its id. */
export async function order(page, product, quantity = 1) {
  await putIntoCart(page, product, quantity);
  await page.goto('/checkout');
  await page.fill(contact);
  await page.press('form[action="/checkout"] button[type=submit]');
  await page.waitForURL(/\/orders\/ord_/);
  return new URL(page.url()).pathname.split('/').pop();
}

/** A picture to upload: what a browser makes of a gradient. */
export async function photo(page) {
  const studio = await page.context().newPage();
  await studio.setViewportSize({ width: 900, height: 900 });
  await studio.setContent('<body style="margin:0;height:100vh;background:linear-gradient(135deg,#e7d7a5,#7d8f4e)">');
  const shot = await studio.screenshot();
  await studio.close();
  return shot;
}

/** Whom the shop may call. */
export const contact = { name: 'Camille Roux', phone: '+33 6 12 34 56 78', email: 'camille@example.org' };
