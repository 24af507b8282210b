// A guest finds something, buys it and sees what becomes of it.
import { assert, desktop, phone, test } from './harness.mjs';
import { contact, product, shop } from './people.mjs';

for (const [visit, lang, device] of [[phone, 'fr', 'phone'], [desktop, 'fr', 'desktop'], [phone, 'ar', 'phone'], [desktop, 'ar', 'desktop']]) {
  test(`home to placed order: ${lang} on a ${device}`, async (t) => {
    const there = await shop();
    const jam = await product(there);
    const page = await visit(t, { lang });

    await page.goto('/');
    await page.look('home', { both: true });
    const search = page.locator('input[type=search]:visible').first();
    await search.fill(jam.title);
    await search.press('Enter');
    await page.waitForURL(/\/search/);
    await page.look('search', { both: true });
    await page.press(page.locator(`main a[href^="/p/${jam.slug}"]`).first());
    await page.waitForURL(/\/p\//);
    await page.look('product', { both: true });
    const buying = screens(page);
    await page.press('form[action="/cart/lines"] button[type=submit]');
    await page.locator('.count').first().waitFor();
    await page.look('added');
    await page.goto('/cart');
    await page.look('cart', { both: true });
    await page.press(page.locator('main a[href="/checkout"]').first());
    await page.waitForURL(/\/checkout/);
    await page.look('checkout', { both: true });
    await page.fill(contact);
    await page.press('form[action="/checkout"] button[type=submit]');
    await page.waitForURL(/\/orders\/ord_/);
    assert.ok(buying().length <= 4, `from the product to the placed order in ${buying().join(', ')}`);
    await page.look('tracking', { both: true });
    assert.match(await page.locator('main').innerText(), /[A-Z]-\d{4}/, 'the order number is shown');
    assert.match(await page.locator('main').innerText(), new RegExp(jam.title));

    await page.goto('/cart');
    await page.look('empty cart', { both: true });
    await page.goto('/account/orders');
    await page.look('own orders');
    assert.equal(await page.locator('main a[href^="/orders/ord_"]').count(), 1);
  });
}

/** The pages a customer is led through from here on, the one they are on included. */
function screens(page) {
  const seen = [new URL(page.url()).pathname];
  page.on('framenavigated', (frame) => {
    const path = new URL(frame.url()).pathname;
    if (frame.parentFrame() === null && path !== seen.at(-1)) seen.push(path);
  });
  return () => seen;
}
