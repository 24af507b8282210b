// The merchant works through an order on the board; the customer's page follows by itself, and so does the board.
import { assert, desktop, phone, test } from './harness.mjs';
import { contact, product, putIntoCart, shop, signIn } from './people.mjs';

const FOLLOWS = 2000;

for (const lang of ['fr', 'ar']) {
  test(`accept, prepare, ready, completed; the customer watches: ${lang}`, async (t) => {
    const there = await shop();
    const jam = await product(there);
    const merchant = await desktop(t, { lang });
    await signIn(merchant, there.owner);
    await merchant.goto('/dashboard/orders');
    await merchant.look('empty board');

    const customer = await phone(t, { lang });
    await putIntoCart(customer, jam, 2);
    await customer.goto('/checkout');
    await customer.fill(contact);
    await customer.press('form[action="/checkout"] button[type=submit]');
    await customer.waitForURL(/\/orders\/ord_/);
    const order = new URL(customer.url()).pathname.split('/').pop();
    await merchant.locator(`.ticket:has(a[href$="/${order}"])`).waitFor({ timeout: FOLLOWS });
    await merchant.look('new order on the board', { both: true });
    await customer.evaluate(() => { window.untouched = true; });
    await merchant.evaluate(() => { window.untouched = true; });

    // How many steps the customer sees behind the order after each of the merchant's.
    for (const [step, done] of [['accept', 1], ['start', 2], ['ready', 3], ['complete', 5]]) {
      await merchant.press(`.ticket form[action="/dashboard/orders/${order}/${step}"] button`);
      const pressed = Date.now();
      await customer.waitForFunction((n) => document.querySelectorAll('.step-done').length === n, done, { timeout: FOLLOWS });
      assert.ok(Date.now() - pressed < FOLLOWS, `${step}: seen within two seconds`);
      await customer.look(`tracking: ${step}`, { both: step === 'start' });
      await merchant.locator(`.ticket form[action$="/${order}/${step}"]`).waitFor({ state: 'detached', timeout: FOLLOWS });
      await merchant.look(`board: ${step}`, { both: step === 'start' });
    }
    assert.equal(await customer.evaluate(() => window.untouched), true, "the customer's page was never loaded again");
    await merchant.goto(`/dashboard/orders/${order}`);
    await merchant.look('order detail', { both: true });
  });
}
