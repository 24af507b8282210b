// An order does not go as planned: it takes longer and loses a piece. The customer's page and mails say so; then they
// order the same again. The shop takes its orders along as a table.
import { readFile } from 'node:fs/promises';
import { assert, desktop, phone, test } from './harness.mjs';
import { contact, mailed, newEmail, product, putIntoCart, shop, signIn } from './people.mjs';

const FOLLOWS = 2000;

for (const lang of ['fr', 'ar']) {
  test(`later, with a piece less, and once more: ${lang}`, async (t) => {
    const there = await shop();
    const jam = await product(there, { price: 1000 });
    const email = newEmail('customer');

    const customer = await phone(t, { lang });
    await putIntoCart(customer, jam, 3);
    await customer.goto('/checkout');
    await customer.fill({ ...contact, email });
    await customer.press('form[action="/checkout"] button[type=submit]');
    await customer.waitForURL(/\/orders\/ord_/);
    const order = new URL(customer.url()).pathname.split('/').pop();
    assert.equal(await mailed(email, '/orders/'), order, 'the mail leads to the order');

    const merchant = await desktop(t, { lang });
    await signIn(merchant, there.owner);
    await merchant.goto(`/dashboard/orders/${order}`);
    await merchant.press('form[action$="/accept"] button');
    await merchant.waitForURL(/\/dashboard\/orders\/ord_/);
    await merchant.press(merchant.locator('details:has(form[action$="/delay"]) summary'));
    await merchant.locator('[name=later]').selectOption('20');
    await merchant.locator('form[action$="/delay"] [name=reason]').selectOption('too_busy');
    await merchant.look('it takes longer', { both: true });
    await merchant.press('form[action$="/delay"] button');
    await customer.locator('.timeline li').nth(2).waitFor({ timeout: FOLLOWS });
    await customer.look('tracking: later', { both: true });

    await merchant.press(merchant.locator('details:has(form[action$="/reduce"]) summary'));
    await merchant.locator('form[action$="/reduce"] input[type=number]').first().fill('1');
    await merchant.locator('form[action$="/reduce"] [name=reason]').selectOption('sold_out');
    await merchant.look('a piece is taken off', { both: true });
    await merchant.press('form[action$="/reduce"] button');
    await customer.locator('.timeline li').nth(3).waitFor({ timeout: FOLLOWS });
    await customer.goto(`/orders/${order}`);
    await customer.look('tracking: a piece less', { both: true });
    assert.match(await customer.locator('main').innerText(), /20[.,٫]00/, 'only what is left is owed');
    await merchant.goto('/dashboard/orders');
    await merchant.look('board with a late order', { both: true });

    await customer.press(customer.locator('form[action$="/reorder"] button'));
    await customer.waitForURL(/\/cart\?again=/);
    await customer.look('the same again');
    assert.match(await customer.locator('main').innerText(), /30[.,٫]00/);

    await merchant.goto('/dashboard/orders/export');
    await merchant.look('export', { both: true });
    const coming = merchant.waitForEvent('download');
    await merchant.press('form[action$="/export.csv"] button[type=submit]');
    const table = await readFile(await (await coming).path(), 'utf8');
    assert.match(table, /^\uFEFFnumber,placed_at/);
    assert.equal(table.trim().split('\r\n').length, 2);
  });
}
