// The way a site is reached: nginx with the settings of deploy/nginx in front of the gateway, over HTTPS. Run by
// deploy/dev/throwaway.sh with SOUK_HTTPS=yes; not one of the journeys that run against plain HTTP.
import { get } from 'node:http';
import { assert, baseURL, desktop, phone, test } from './harness.mjs';
import { api, contact, product, shop, until } from './people.mjs';

test('an order over HTTPS, followed live', async (t) => {
  const there = await shop();
  const jam = await product(there);
  const page = await phone(t);
  const first = await page.goto(`/p/${jam.slug}`);
  assert.match(first.headers()['strict-transport-security'], /max-age=31536000/);
  await page.press('form[action="/cart/lines"] button[type=submit]');
  await page.locator('.count').first().waitFor();
  await page.goto('/checkout');
  await page.fill(contact);
  await page.press('form[action="/checkout"] button[type=submit]');
  await page.waitForURL(/\/orders\/ord_/);
  const cookies = await page.context().cookies();
  assert.ok(cookies.length > 0);
  for (const cookie of cookies.filter((one) => one.httpOnly)) assert.ok(cookie.secure, `${cookie.name} is Secure`);

  // The page learns of it by server-sent events: nothing on the way holds them back.
  const order = page.url().match(/ord_\w+/)[0];
  const before = await page.locator('main').innerText();
  await api('POST', `/v1/store-orders/${order}/accept`, { token: there.token, headers: { 'if-match': '"1"' } });
  await until('the page follows', async () => (await page.locator('main').innerText()) !== before, 5);
});

test('plain HTTP is sent to HTTPS, and what is inside stays inside', async (t) => {
  const plain = new URL('/p/x?y=1', process.env.SOUK_PLAIN_URL);
  const { statusCode, headers } = await new Promise((done, fail) => get(plain, done).on('error', fail));
  assert.deepEqual([statusCode, headers.location], [308, 'https://localhost/p/x?y=1']);
  for (const path of ['/internal/health/ready', '/internal/metrics']) {
    assert.equal((await fetch(baseURL + path)).status, 404);
  }
  const page = await desktop(t);
  await page.goto('/');
  assert.equal(await page.evaluate(() => performance.getEntriesByType('navigation')[0].nextHopProtocol), 'h2');
});
