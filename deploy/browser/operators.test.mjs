// A guest agrees to be written to and takes it back by the link; an operator steps in at the order, gives the shop
// another plan, and looks at what the shop sees without being able to change it.
import { assert, desktop, phone, test } from './harness.mjs';
import { contact, newEmail, operator, product, putIntoCart, shop, signIn, until } from './people.mjs';

for (const lang of ['fr', 'ar']) {
  test(`a guest agrees, an operator steps in and looks: ${lang}`, async (t) => {
    const there = await shop();
    const jam = await product(there);
    const guest = await phone(t, { lang });
    await putIntoCart(guest, jam);
    await guest.goto('/checkout');
    await guest.fill({ ...contact, email: newEmail('guest') });
    const boxes = guest.locator('[name^="opt_in."]');
    assert.equal(await boxes.count(), 2);
    for (const box of await boxes.all()) {
      assert.equal(await box.isChecked(), false, 'nobody agrees by leaving it as it is');
      await box.check();
    }
    await guest.look('checkout with consent', { both: true });
    await guest.press('form[action="/checkout"] button[type=submit]');
    await guest.waitForURL(/\/orders\/ord_/);
    const order = new URL(guest.url()).pathname.split('/').pop();
    const link = guest.locator('a[href^="/opt-out/"]');
    await guest.look('order with a way to take it back', { both: true });
    await link.click();
    await guest.waitForURL(/\/opt-out\//);
    const form = guest.locator('main form[action^="/opt-out/"]');
    await until('the ledger knows', async () => (await form.count()) > 0 || !(await guest.reload()));
    await guest.look('take it back', { both: true });
    await guest.press(form.locator('button'));
    await guest.waitForURL(/done=1/);
    await guest.look('taken back');

    const admin = await desktop(t, { lang, refused: [403] });
    await signIn(admin, operator);
    await admin.goto('/ops/orders');
    await admin.look('orders of everybody', { both: true });
    await admin.goto(`/ops/orders/${order}`);
    const step = admin.locator(`form[action="/ops/orders/${order}"]`);
    await step.locator('[name=action]').selectOption('cancel');
    await admin.fill({ reason: 'La boutique ne répond plus' }, step);
    await admin.look('step in', { both: true });
    await admin.press(step.locator('button[type=submit]'));
    await step.waitFor({ state: 'detached' });
    await admin.look('stepped in');
    await guest.goto(`/orders/${order}`);
    await guest.look('called off by the platform');

    await admin.goto(`/ops/merchants/${there.tenant}`);
    const plan = admin.locator('form[action$="/plan"]');
    await plan.locator('[name=plan]').selectOption('pro');
    await admin.fill({ plan_reason: 'Grandit' }, plan);
    await admin.press(plan.locator('button[type=submit]'));
    await admin.locator('form[action$="/plan"]').waitFor();
    await admin.look('another plan', { both: true });

    const look = admin.locator('form[action="/ops/impersonations"]');
    await admin.fill({ reason: 'Aide au commerçant' }, look);
    await admin.press(look.locator('button[type=submit]'));
    await admin.locator('[data-looking]').waitFor();
    await admin.goto('/dashboard/plan');
    await admin.locator('[data-looking]').waitFor();
    await admin.look('looking at the plan of the shop', { both: true });
    const refused = await admin.request.post('/dashboard/keys', { form: { name: 'x' }, headers: { origin: new URL(admin.url()).origin } });
    assert.equal(refused.status(), 403, 'who looks changes nothing');
    await admin.press('form[action="/impersonation/end"] button');
    await admin.locator('[data-looking]').waitFor({ state: 'detached' });
    await admin.goto('/ops/impersonations');
    await admin.look('who looked, and why', { both: true });
    const narrow = await phone(t, { lang, width: 360 });
    await signIn(narrow, operator);
    for (const url of ['/ops/orders', `/ops/orders/${order}`, '/ops/impersonations']) {
      await narrow.goto(url);
      await narrow.look(`${url.split('/')[2]} on a phone`);
    }
  });
}
