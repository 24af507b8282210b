// A merchant makes a code; a customer on a phone enters it, sees what it takes off, and pays that.
import { assert, desktop, phone, test } from './harness.mjs';
import { contact, operator, product, putIntoCart, shop, signIn } from './people.mjs';

for (const lang of ['fr', 'ar']) {
  test(`from a new code to a cheaper order: ${lang}`, async (t) => {
    const there = await shop();
    const jam = await product(there, { price: 1000 });

    const desk = await desktop(t, { lang });
    await signIn(desk, there.owner);
    await desk.goto('/dashboard/promotions');
    await desk.look('no promotion yet', { both: true });
    await desk.press(desk.locator('main a[href="/dashboard/promotions/new"]').first());
    await desk.waitForURL(/\/promotions\/new/);
    await desk.fill({ title: 'Rentrée', codes: 'RENTREE', percent: '200' });
    await desk.press('form[action="/dashboard/promotions/new"] button[type=submit]');
    await desk.locator('[aria-invalid=true]').first().waitFor();
    assert.equal(await desk.locator('[name=title]').inputValue(), 'Rentrée', 'what was typed stays');
    await desk.look('wrong percentage', { both: true });
    await desk.fill({ percent: '10' });
    await desk.press('form[action="/dashboard/promotions/new"] button[type=submit]');
    await desk.waitForURL(/\/promotions\/prm_/);
    await desk.look('promotion made');
    await desk.goto('/dashboard/promotions');
    await desk.look('promotions');

    const page = await phone(t, { lang });
    await putIntoCart(page, jam, 2);
    await page.goto('/cart');
    await page.fill({ code: 'NOPE-1' });
    await page.press('form[action="/cart/codes"] button[type=submit]');
    await page.locator('#codes [aria-invalid=true]').waitFor();
    await page.look('code unknown');
    await page.fill({ code: 'rentree' });
    await page.press('form[action="/cart/codes"] button[type=submit]');
    await page.locator('form[action="/cart/codes/RENTREE/remove"]').waitFor();
    await page.look('code in the cart', { both: true });
    await page.press(page.locator('main a[href="/checkout"]').first());
    await page.waitForURL(/\/checkout/);
    await page.look('checkout with discount');
    await page.fill(contact);
    await page.press('form[action="/checkout"] button[type=submit]');
    await page.waitForURL(/\/orders\/ord_/);
    await page.look('order with discount');
    assert.match(await page.locator('main').innerText(), /18[.,٫]00/, 'the discount holds');
  });
}

test('the platform gives five euros at a shop, and the customer sees who it is from', async (t) => {
  const there = await shop();
  const jam = await product(there, { price: 1000 });
  const code = `SOUK-${there.slug.slice(-4).toUpperCase()}`;

  const desk = await desktop(t, { lang: 'fr' });
  await signIn(desk, operator);
  await desk.goto('/ops/promotions/new');
  await desk.look('platform promotion', { both: true });
  await desk.fill({ title: 'Offert par Souk', codes: code, budget: '50', platform_share: '40' });
  await desk.locator('[name=effect]').selectOption('amount');
  await desk.fill({ amount: '5' });
  await desk.press('form[action="/ops/promotions/new"] button[type=submit]');
  await desk.locator('[aria-invalid=true]').first().waitFor();
  await desk.look('platform promotion without shops', { both: true });
  await desk.fill({ stores: there.store });
  await desk.press('form[action="/ops/promotions/new"] button[type=submit]');
  await desk.waitForURL(/\/ops\/promotions\/prm_/);
  await desk.look('platform promotion made', { both: true });

  const page = await phone(t, { lang: 'fr' });
  await putIntoCart(page, jam, 2);
  await page.goto('/cart');
  await page.fill({ code });
  await page.press('form[action="/cart/codes"] button[type=submit]');
  await page.locator(`form[action="/cart/codes/${code}/remove"]`).waitFor();
  assert.match(await page.locator('main').innerText(), /Offert par Souk/, 'whose it is');
  await page.press(page.locator('main a[href="/checkout"]').first());
  await page.waitForURL(/\/checkout/);
  await page.fill(contact);
  await page.press('form[action="/checkout"] button[type=submit]');
  await page.waitForURL(/\/orders\/ord_/);
  assert.match(await page.locator('main').innerText(), /15,00/, 'five euros off twenty');
  await desk.goto('/ops/promotions');
  await desk.look('platform promotions', { both: true });
});
