// Open pages follow what the merchant changes, without a reload.
import { assert, desktop, phone, test } from './harness.mjs';
import { api, product, shop, signIn } from './people.mjs';

/** Waits until the page shows it: two seconds are the promise. */
const soon = { timeout: 2_000 };

test('an open page follows price and stock', async (t) => {
  const there = await shop();
  const jam = await product(there, { stock: 9 });
  const reader = await phone(t, { lang: 'en' });
  const window = await desktop(t, { lang: 'en' });
  const merchant = await desktop(t, { lang: 'en' });
  await signIn(merchant, there.owner);
  const own = `/dashboard/products/${jam.id}`;
  await merchant.goto(own);
  await reader.goto(`/p/${jam.slug}`);
  await window.goto(`/m/${there.slug}`);
  const quantity = reader.locator('[name=quantity]');
  await quantity.fill('3');
  let loads = 0;
  reader.on('load', () => (loads += 1));

  await merchant.fill({ 'v0.price': '12.34', 'v0.stock': '4' });
  const saved = merchant.waitForURL(/done=saved/);
  await merchant.locator('button.button[name=do][value=save]').click();
  await saved;
  await reader.locator('#offer', { hasText: '12.34' }).waitFor(soon);
  await reader.locator('#offer', { hasText: 'Only 4 left' }).waitFor(soon);
  await window.locator('.products', { hasText: '12.34' }).waitFor(soon);
  await reader.locator('[role=status]', { hasText: '12.34' }).waitFor({ state: 'attached', ...soon });
  assert.equal(await quantity.inputValue(), '3', 'what was typed stays');
  assert.equal(loads, 0, 'the page was not loaded anew');
  await reader.look('product that changed');
  await window.look('store with a product that changed');

  await api('PUT', `/v1/catalog/variants/${jam.variant}/stock`, { token: there.token, body: { on_hand: 0 } });
  await reader.locator('#buy-action button[disabled]').waitFor(soon);
  await api('PUT', `/v1/catalog/variants/${jam.variant}/stock`, { token: there.token, body: { on_hand: 2 } });
  await reader.locator('#buy-action button:not([disabled])').waitFor(soon);
});

test('stores near me, by a press and without scripts', async (t) => {
  const page = await phone(t, {
    lang: 'en',
    geolocation: { latitude: 43.2965, longitude: 5.3698 },
    permissions: ['geolocation'],
  });
  await page.goto('/near');
  await page.look('near');
  await page.locator('[data-position]').click();
  await page.locator('.shop-place', { hasText: / m$| km$/ }).first().waitFor();
  assert.ok(!page.url().includes('43.'), 'the position is not in the address');
  await page.look('near me');
  const plain = await desktop(t, { lang: 'ar', scripts: false });
  await plain.goto('/near');
  await plain.locator('select[name=city]').selectOption('Marseille');
  await plain.locator('form[action="/near"] button').last().click();
  await plain.locator('.shop').first().waitFor();
  await plain.look('near, by town, without scripts');
});
