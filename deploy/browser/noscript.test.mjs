// A guest orders without JavaScript: every step is a plain page with a plain form.
import { assert, desktop, phone, test } from './harness.mjs';
import { contact, product, shop } from './people.mjs';

for (const [visit, lang, device] of [[phone, 'fr', 'phone'], [desktop, 'ar', 'desktop']]) {
  test(`a guest orders without JavaScript: ${lang} on a ${device}`, async (t) => {
    const jam = await product(await shop());
    const page = await visit(t, { lang, scripts: false });

    await page.goto('/');
    await page.look('home');
    const search = page.locator('input[type=search]:visible').first();
    await search.fill(jam.title);
    await search.press('Enter');
    await page.waitForURL(/\/search/);
    await page.look('search');
    await page.locator(`main a[href^="/p/${jam.slug}"]`).first().click();
    await page.look('product');
    await page.locator('form[action="/cart/lines"] button[type=submit]').click();
    await page.goto('/cart');
    await page.look('cart');
    await page.locator('main a[href="/checkout"]').first().click();
    await page.fill(contact);
    await page.look('checkout');
    await page.locator('form[action="/checkout"] button[type=submit]').click();
    await page.waitForURL(/\/orders\/ord_/);
    await page.look('tracking');
    assert.match(await page.locator('main').innerText(), /[A-Z]-\d{4}/);
  });
}
