// When something is wrong, the page says what, keeps what was typed and leads to it.
import { assert, baseURL, desktop, phone, test } from './harness.mjs';
import { api, contact, newEmail, product, putIntoCart, shop, signIn } from './people.mjs';

const script = { fr: /\p{Script=Latin}/u, ar: /\p{Script=Arabic}/u };

for (const [visit, lang] of [[phone, 'fr'], [desktop, 'ar']]) {
  test(`a form keeps what was typed and says what is wrong: ${lang}`, async (t) => {
    const page = await visit(t, { lang });
    const email = newEmail();
    await page.goto('/signup');
    await page.fill({ display_name: 'Lina Amrani', email, password: 'court' });
    await submit(page, '/signup');
    await wrong(page, 'password', lang);
    assert.equal(await page.locator('[name=email]').inputValue(), email);
    assert.equal(await page.locator('[name=display_name]').inputValue(), 'Lina Amrani');
    await page.look('sign-up refused', { both: true });

    await page.goto('/login');
    await page.fill({ email, password: 'certainly-not-this' });
    await submit(page, '/login');
    await page.locator('[data-error-summary]').waitFor();
    assert.equal(await page.locator('[name=email]').inputValue(), email);
    await page.look('login refused', { both: true });

    await putIntoCart(page, await product(await shop()));
    await page.goto('/checkout');
    await page.fill({ name: 'Camille', phone: 'douze' });
    await submit(page, '/checkout');
    await wrong(page, 'phone', lang);
    assert.equal(await page.locator('[name=name]').inputValue(), 'Camille');
    assert.equal(await page.locator('[name=phone]').inputValue(), 'douze');
    await page.look('checkout refused', { both: true });
  });
}

test('a product form keeps what was typed', async (t) => {
  const there = await shop();
  const page = await desktop(t);
  await signIn(page, there.owner);
  await page.goto('/dashboard/products/new');
  await page.fill({ title: 'Miel de thym', description: 'Récolte de juin' });
  await page.fill({ 'v0.price': 'beaucoup' });
  await page.locator('button.button[name=do][value=publish]').click();
  await page.locator('[data-error-summary]').waitFor();
  assert.equal(await page.locator('[name=title]').inputValue(), 'Miel de thym');
  assert.equal(await page.locator('[name="v0.price"]').inputValue(), 'beaucoup');
  await page.look('product refused');
});

test('the last piece goes to somebody else', async (t) => {
  const there = await shop();
  const jam = await product(there, { stock: 1 });
  const page = await phone(t);
  await putIntoCart(page, jam);
  await page.goto('/checkout');
  await api('PUT', `/v1/catalog/variants/${jam.variant}/stock`, { token: there.token, body: { on_hand: 0 } });
  await page.fill(contact);
  await submit(page, '/checkout');
  await page.locator('[data-error-summary], .banner').first().waitFor();
  assert.match(page.url(), /\/(checkout|cart)/);
  await page.look('sold out at checkout', { both: true });
  await page.goto('/cart');
  await page.look('cart with something sold out');
  assert.match(await page.locator('main').innerText(), new RegExp(jam.title), 'the cart is kept');
  await page.goto(`/p/${jam.slug}`);
  await page.look('sold out product');
  assert.equal(await page.locator('form[action="/cart/lines"] button[type=submit]:enabled').count(), 0);
});

test('a session that ended leads to the sign-in and back', async (t) => {
  const there = await shop();
  const page = await desktop(t);
  await signIn(page, there.owner);
  await page.goto('/dashboard/products');
  const cookies = await page.context().cookies();
  const session = cookies.find(({ name }) => name.endsWith('souk_session'));
  await page.context().addCookies([{ ...session, value: 'this-session-ended-long-ago' }]);
  await page.goto('/dashboard/products');
  await page.waitForURL(/\/login/);
  await page.look('sign in again');
  await page.fill({ email: there.owner.email, password: there.owner.password });
  await submit(page, '/login');
  await page.waitForURL(`${baseURL}/dashboard/products`);
});

test('addresses that lead nowhere', async (t) => {
  const page = await phone(t, { lang: 'ar' });
  for (const url of ['/nowhere', '/p/no-such-product', '/m/no-such-store']) {
    const answer = await page.goto(url);
    assert.equal(answer.status(), 404, url);
    await page.look(`nothing at ${url}`);
    assert.ok(await page.locator('main a[href]').count(), 'a way on');
  }
  await page.goto('/orders/ord_00000000000000000000000000');
  assert.match(page.url(), /\/login\?next=/, 'whose order it is has to be known first');
});

const submit = (page, action) => page.locator(`form[action^="${action}"] button[type=submit]`).first().click();

/** The field is marked, described in the visitor's language, and the focus is at the first error. */
async function wrong(page, name, lang) {
  const field = page.locator(`[name="${name}"][aria-invalid=true]`);
  await field.waitFor();
  const described = (await field.getAttribute('aria-describedby')).split(' ')[0];
  assert.match(await page.locator(`[id="${described}"]`).innerText(), script[lang]);
  const focus = await page.evaluate(() => ({
    summary: document.activeElement.matches('[data-error-summary]'),
    field: document.activeElement.getAttribute('aria-invalid') === 'true',
  }));
  assert.ok(focus.summary || focus.field, 'the focus is at the first error');
}
