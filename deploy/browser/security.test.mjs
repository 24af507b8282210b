// A merchant connects a phone for codes at sign-in, makes a key for a program, and an operator looks at the shop.
import { createHmac } from 'node:crypto';
import { api, operator, password, shop, signIn, until } from './people.mjs';
import { assert, desktop, phone, test } from './harness.mjs';

/** The code that a phone shows for a key at a moment (RFC 6238). */
function code(key, at = Date.now()) {
  const bits = [...key].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const sum = createHmac('sha1', secret).update(step).digest();
  const number = sum.readUInt32BE(sum.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

for (const lang of ['fr', 'ar']) {
  test(`codes at sign-in, a key, and what operators see: ${lang}`, async (t) => {
    const there = await shop();
    const page = await phone(t, { lang });
    await signIn(page, there.owner);
    await page.goto('/account/security');
    await page.look('security', { both: true });
    await page.press('form[action="/account/security/factor"] button[type=submit]');
    await page.waitForURL(/\/security\/factor/);
    await page.look('connect the phone', { both: true });
    const key = await page.locator('.copyable code').innerText();
    await page.fill({ code: '000000' });
    await page.press('form[action="/account/security/factor/confirm"] button[type=submit]');
    await page.locator('[aria-invalid=true]').waitFor();
    await page.fill({ code: code(key) });
    await page.press('form[action="/account/security/factor/confirm"] button[type=submit]');
    await page.locator('pre.code').waitFor();
    const recovery = (await page.locator('pre.code').innerText()).split('\n')[0];
    await page.look('recovery codes', { both: true });

    const desk = await desktop(t, { lang });
    await desk.goto('/login?next=/dashboard/keys');
    await desk.fill({ email: there.owner.email, password });
    await desk.press('form[action="/login"] button[type=submit]');
    await desk.locator('form[action="/login/code"]').waitFor();
    await desk.look('code at sign-in', { both: true });
    await desk.fill({ code: recovery });
    await desk.press('form[action="/login/code"] button[type=submit]');
    await desk.waitForURL(/\/dashboard\/keys/);
    await desk.look('no key yet', { both: true });
    await desk.fill({ name: 'Caisse' });
    await desk.locator('[name=orders]').selectOption('read');
    await desk.press('form[action="/dashboard/keys"] button[type=submit]');
    const secret = await desk.locator('.copyable code').innerText();
    await desk.look('key made', { both: true });
    const orders = await api('GET', '/v1/store-orders', { token: secret });
    assert.deepEqual(orders.items, []);
    await api('GET', '/v1/me', { token: secret, status: 403 });
    await page.goto('/dashboard/keys');
    await page.look('keys on a phone');
    await desk.press('form[action="/dashboard/keys/revoke"] button[type=submit]');
    await desk.locator('form[action="/dashboard/keys/revoke"]').waitFor({ state: 'detached' });

    for (const url of ['/confirm?next=/account', '/account/consents', `/account/consents?shop=${there.slug}`, '/account/privacy']) {
      await page.goto(url);
      await page.look(url, { both: true });
    }
    await desk.goto('/dashboard/opt-ins');
    await desk.look('opt-ins');

    const admin = await desktop(t, { lang });
    await signIn(admin, operator);
    await admin.goto(`/ops/merchants?q=${encodeURIComponent(there.name)}`);
    await admin.look('merchants', { both: true });
    await admin.press('table a[href^="/ops/merchants/ten_"]');
    await admin.waitForURL(/\/ops\/merchants\/ten_/);
    await admin.fill({ reason: 'Essai' }, admin.locator('form:has(button[value=suspend])'));
    await admin.look('a merchant', { both: true });
    await admin.press('button[value=suspend]');
    await admin.locator('button[value=activate]').waitFor();
    await admin.look('a merchant suspended');
    await admin.goto('/ops/erasures');
    await admin.look('erasures');
    const narrow = await phone(t, { lang, width: 360 });
    await signIn(narrow, operator);
    await narrow.goto('/ops/merchants');
    await narrow.look('merchants on a phone');

    await page.goto('/account');
    await page.locator('.banner').first().waitFor();
    await page.look('a shop is suspended');
    await until('its shop window is gone', async () => (await page.request.get(`/m/${there.slug}`)).status() === 404);
  });
}
