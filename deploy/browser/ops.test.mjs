// The operator: health at a glance, the story of an order, a module switched off and on again.
import { assert, desktop, phone, test } from './harness.mjs';
import { contact, operator, product, putIntoCart, shop, signIn, until } from './people.mjs';

test('health, timeline, and the catalogue switched off and on', async (t) => {
  const jam = await product(await shop());
  const customer = await phone(t);
  await putIntoCart(customer, jam);
  await customer.goto('/checkout');
  await customer.fill(contact);
  await customer.locator('form[action="/checkout"] button[type=submit]').click();
  await customer.waitForURL(/\/orders\/ord_/);
  const order = new URL(customer.url()).pathname.split('/').pop();
  const number = (await customer.locator('main').innerText()).match(/[A-Z]-\d{4,}/)[0];
  await putIntoCart(customer, jam);

  const admin = await desktop(t);
  await signIn(admin, operator);
  await admin.goto('/ops');
  await admin.look('home', { both: true });
  await admin.goto('/ops/health');
  await admin.look('health', { both: true });
  for (const module of ['gateway', 'storefront', 'identity', 'catalog', 'orders', 'ops']) {
    assert.equal(await admin.locator(`#module-${module} .status.tone-success`).count(), 1, `${module} is green`);
  }
  // Every shop counts its own orders, so a number may name several; the page then asks which.
  await until('the order in the event log', async () => {
    await admin.goto(`/ops/timeline?q=${number}`);
    return admin.locator(`.timeline > li, main a[href*="${order}"]`).count();
  });
  await admin.look('an order number');
  await admin.goto(`/ops/timeline?q=${order}`);
  await admin.locator('.timeline > li').first().waitFor();
  await admin.look('timeline', { both: true });
  await admin.goto('/ops/events');
  await admin.look('events');
  await admin.goto('/ops/dead-letters');
  await admin.look('dead letters');
  await admin.goto('/ops/activity');
  assert.ok(Number(await admin.locator('.stat-value').first().innerText()) > 0, 'the order is counted');
  await admin.look('activity', { both: true });
  await admin.goto('/ops/modules');
  await admin.look('modules', { both: true });

  try {
    await decide(admin, 'off');
    await admin.look('catalog is off');
    // Door and module learn it one after the other; in between the module refuses by itself, with 503.
    await until('the catalogue is closed', async () => (await answer(customer, jam)) === 404);
    await customer.goto(`/p/${jam.slug}`);
    assert.match(await customer.locator('main').innerText(), /désactivé/, 'the page says why');
    await customer.look('catalogue closed', { both: true });
    await customer.goto('/');
    await customer.look('home without catalogue');
    await customer.goto('/cart');
    await customer.look('cart without catalogue');
    assert.match(await customer.locator('main').innerText(), new RegExp(jam.title), 'the cart is kept');
  } finally {
    await decide(admin, 'on');
  }
  await until('the catalogue is open again', async () => (await answer(customer, jam)) === 200);
  await customer.goto('/checkout');
  await customer.fill(contact);
  await customer.locator('form[action="/checkout"] button[type=submit]').click();
  await customer.waitForURL(/\/orders\/ord_/);
  await admin.goto('/ops/audit');
  await admin.fill({ q: 'fournisseur' }, admin.locator('form[action="/ops/audit"]'));
  await admin.locator('form[action="/ops/audit"] button[type=submit]').click();
  await admin.waitForURL(/q=fournisseur/);
  assert.ok(await admin.locator('main tbody tr').count() >= 2, 'both decisions are found by a word');
  await admin.look('audit', { both: true });
});

test('nobody but an operator sees the operator\'s pages', async (t) => {
  const page = await desktop(t);
  await signIn(page, (await shop()).owner);
  for (const url of ['/ops', '/ops/health', '/ops/modules/catalog']) {
    assert.equal((await page.goto(url)).status(), 403, url);
  }
  await page.look('no permission');
});

/** What a product's page answers, without opening it. */
async function answer(page, product) {
  return (await page.request.get(`/p/${product.slug}`)).status();
}

/** Switches the catalogue for everybody, unless it is as wished already. */
async function decide(admin, wish) {
  await admin.goto('/ops/modules/catalog');
  const form = admin.locator(`form[action="/ops/modules/catalog"]:has(input[name=on][value=${wish}])`);
  if ((await form.count()) === 0) return;
  await form.locator('[name=reason]').fill('Une panne chez le fournisseur');
  await form.locator('button[type=submit]').click();
  await admin.waitForURL(/done/);
}
