// An owner sets hours and what a dish asks; a customer on a phone sees both, and what is sold out today.
import { assert, desktop, phone, test } from './harness.mjs';
import { product, shop, signIn, until } from './people.mjs';

/** Today in Paris, as a form's date. */
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());

for (const lang of ['fr', 'ar']) {
  test(`hours and modifiers, from the dashboard to the product page: ${lang}`, async (t) => {
    const there = await shop();
    const pizza = await product(there, { price: 1000 });

    const desk = await desktop(t, { lang });
    await signIn(desk, there.owner);
    await desk.goto('/dashboard/store');
    await desk.press('main a[href^="/dashboard/store/hours"]');
    await desk.waitForURL(/\/dashboard\/store\/hours/);
    await desk.fill({ 'd1.0.from': '09:00', 'd1.0.to': '12:30', 'd1.1.from': '14:00' });
    await desk.press('form[action^="/dashboard/store/hours/"] .form-actions button[value=save]');
    await desk.locator('[aria-invalid=true]').first().waitFor();
    assert.equal(await desk.locator('[name="d1.0.to"]').inputValue(), '12:30', 'what was typed stays');
    await desk.look('hours wrong', { both: true });
    await desk.fill({ 'd1.1.to': '02:00' });
    await desk.press('button[value=copy]');
    await until('Monday is everywhere', async () => (await desk.locator('[name="d7.1.to"]').inputValue()) === '02:00');
    await desk.press('button[value=add]');
    await desk.locator('[name="e0.date"]').waitFor();
    await desk.fill({ 'e0.date': today(), 'e0.note': 'Inventaire' });
    await desk.press('[name="e0.closed"]');
    await desk.look('hours');
    await desk.press('form[action^="/dashboard/store/hours/"] .form-actions button[value=save]');
    await desk.waitForURL(/done=saved/);

    await desk.goto('/dashboard/modifiers');
    await desk.look('no modifiers yet');
    await desk.press('main a[href="/dashboard/modifiers/new"]');
    await desk.waitForURL(/\/modifiers\/new/);
    await desk.fill({ title: 'Taille', 'm0.title': 'Petite', 'm1.title': 'Grande', 'm1.price_delta': '2,50' });
    await desk.look('new question');
    await desk.press('form[action="/dashboard/modifiers/new"] .form-actions button[value=save]');
    await desk.waitForURL(/done=saved/);
    await desk.press('main a[href="/dashboard/modifiers/new"]');
    await desk.fill({ title: 'Suppléments', min: '0', max: '2', 'm0.title': 'Olives', 'm0.price_delta': '1', 'm1.title': 'Câpres' });
    await desk.press('form[action="/dashboard/modifiers/new"] .form-actions button[value=save]');
    await desk.waitForURL(/done=saved/);
    await desk.press('button[value=sold_out] >> nth=-1');
    await desk.locator('button[value=back_on]').first().waitFor();
    await desk.look('modifiers', { both: true });
    await desk.goto(`/dashboard/products/${pizza.id}`);
    await desk.locator('[name=mg0]').selectOption({ label: 'Taille' });
    await desk.press('.form-actions button[value=save]');
    await desk.waitForURL(/done=saved/);
    await desk.locator('[name=mg1]').selectOption({ label: 'Suppléments' });
    await desk.press('.form-actions button[value=save]');
    await desk.waitForURL(/done=saved/);
    await desk.look('product with questions');

    const page = await phone(t, { lang });
    await page.goto(`/m/${there.slug}`);
    await page.press('main details > summary');
    await page.look('store with hours', { both: true });
    assert.match(await page.locator('main').innerText(), /Inventaire/);
    await page.goto(`/p/${pizza.slug}`);
    assert.equal(await page.locator('input[name=modifier][type=radio]').count(), 2);
    assert.equal(await page.locator('input[name=modifier][type=checkbox]:disabled').count(), 1, 'no capers today');
    await page.look('product asks', { both: true });

    const merchant = await phone(t, { lang });
    await signIn(merchant, there.owner);
    for (const url of ['/dashboard/store/hours', '/dashboard/modifiers', '/dashboard/modifiers/new', '/dashboard/products']) {
      await merchant.goto(url);
      await merchant.look(url);
    }
    await merchant.press(`button[value="sold_out.${pizza.id}"]`);
    await merchant.locator(`button[value="back_on.${pizza.id}"]`).waitFor();
    await merchant.look('sold out today in the list');
    await page.goto(`/p/${pizza.slug}`);
    assert.ok(await page.locator('form[action="/cart/lines"] button[type=submit]').last().isDisabled());
    await page.look('sold out today');
  });
}
