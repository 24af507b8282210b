// A merchant's first minutes: from "open your shop" to a first product that customers see.
import { assert, desktop, phone, test } from './harness.mjs';
import { newEmail, password, photo, until } from './people.mjs';

const CLICKS = 10;

for (const [visit, lang, device] of [[phone, 'fr', 'phone'], [desktop, 'ar', 'desktop']]) {
  test(`onboarding to the first product: ${lang} on a ${device}`, async (t) => {
    const page = await visit(t, { lang });
    const email = newEmail('merchant');
    const shop = `Dar Lina ${email.slice(9, 13)}`;

    await page.goto('/signup');
    await page.look('sign up', { both: true });
    await page.fill({ display_name: 'Lina Amrani', email, password });
    await page.press('form[action^="/signup"] button[type=submit]');
    await page.waitForURL(/\/signup\/sent/);
    await page.look('check your mail');

    await page.press('main a[href="/mailbox"]');
    await page.look('mailbox');
    await page.press(page.locator('tr').filter({ hasText: email }).locator('a').first());
    await page.look('mail');
    await page.press('main a[href^="/verify?"]');
    await page.look('confirm the address');
    await page.press('form[action="/verify"] button[type=submit]');
    await page.waitForURL(/\/dashboard\/onboarding/);
    await page.look('onboarding', { both: true });
    await page.fill({ name: shop, city: 'Marseille' });
    await page.press('form[action="/dashboard/onboarding"] button[type=submit]');
    await page.waitForURL(/\/dashboard(?!\/onboarding)/);
    await page.look('first dashboard', { both: true });

    await page.goto('/dashboard/products');
    await page.look('no products yet', { both: true });
    await page.press(page.locator('main a[href="/dashboard/products/new"]').first());
    await page.look('new product', { both: true });
    await page.fill({ title: 'Savon de Marseille', 'v0.price': '4,50', 'v0.stock': '12' });
    await page.locator('[name=photo]').setInputFiles({ name: 'savon.png', mimeType: 'image/png', buffer: await photo(page) });
    await page.look('new product, filled in');
    await page.press('button.button[name=do][value=publish]');
    await page.waitForURL(/\/dashboard\/products(?!\/new)/);
    await page.look('product saved', { both: true });

    const answer = await page.context().request.get('/dashboard/store');
    const slug = (await answer.text()).match(/\/m\/([a-z0-9-]+)/)?.[1];
    assert.ok(slug, 'the store page names its public address');
    await until('customers see the product', async () => {
      await page.goto(`/m/${slug}`);
      return page.locator('main a[href^="/p/"]').filter({ hasText: 'Savon de Marseille' }).count();
    });
    await page.look('public store', { both: true });
    assert.ok(page.clicks <= CLICKS, `${page.clicks} clicks to the first product, at most ${CLICKS}`);
  });
}
