// A guest pays online: on the labelled test page, after a refusal, or not at all; the merchant gives a part back.
import { assert, desktop, phone, test } from './harness.mjs';
import { contact, product, shop, signIn, until } from './people.mjs';

/** From a product to the page to pay on. */
async function toPay(page, jam) {
  await page.goto(`/p/${jam.slug}`);
  await page.locator('form[action="/cart/lines"] button[type=submit]').click();
  await page.goto('/cart');
  await page.locator('main a[href="/checkout"]').first().click();
  await page.waitForURL(/\/checkout/);
  await page.fill(contact);
  await page.locator('input[name=payment][value=online]').check({ force: true });
  await page.look('checkout with both ways to pay', { both: true });
  await page.locator('form[action="/checkout"] button[type=submit]:visible').last().click();
  await page.waitForURL(/\/pay\/pay_/);
  await page.look('to pay', { both: true });
  await page.locator('main a[href^="/pay/test/"]').click();
  await page.waitForURL(/\/pay\/test\//);
}

for (const [visit, lang, scripts] of [[phone, 'fr', true], [desktop, 'ar', false]]) {
  test(`refused, then paid, then partly given back: ${lang} ${scripts ? 'with' : 'without'} scripts`, async (t) => {
    const there = await shop();
    const jam = await product(there);
    const page = await visit(t, { lang, scripts });
    await toPay(page, jam);
    await page.look('test page', { both: scripts });
    await page.locator('button[name=do][value=refuse]').click();
    await page.waitForURL(/\/pay\/test\//);
    await page.look('refused');
    await page.locator('button[name=do][value=pay]').click();
    await page.waitForURL(/\/back/);
    await page.look('paid', { both: scripts });
    await page.locator('main a[href^="/orders/ord_"]').click();
    await page.waitForURL(/\/orders\/ord_/);
    await page.look('order');
    const order = new URL(page.url()).pathname.split('/').pop();

    const desk = await desktop(t, { lang });
    await signIn(desk, there.owner);
    await desk.goto('/dashboard/payments');
    await desk.look('payments', { both: true });
    await desk.goto(`/dashboard/payments/${order}`);
    await desk.locator('input[name=amount]').fill('0.50');
    await desk.look('refund', { both: true });
    await desk.locator(`form[action="/dashboard/payments/${order}"] button[type=submit]`).click();
    await desk.waitForURL(/done=refund/);
    await desk.look('given back', { both: true });
    await until('the order says it', async () => {
      await page.goto(`/orders/${order}`);
      return (await page.locator('main').innerText()).match(/remboursé en partie|مسترد جزئيًا/);
    });
  });
}

test('a tab that is closed leaves the order to be paid, and the way back', async (t) => {
  const jam = await product(await shop());
  const page = await phone(t, { lang: 'fr' });
  await toPay(page, jam);
  await page.goto('/account/orders');
  await page.locator('main a[href^="/orders/ord_"]').first().click();
  await page.look('order to be paid', { both: true });
  await page.locator('main a[href^="/pay/order/"]').click();
  await page.waitForURL(/\/pay\/pay_/);
  assert.equal(await page.locator('main a[href^="/pay/test/"]').count(), 1);
});
