// What an agent may not do is not offered, and refused when asked for all the same.
import { assert, baseURL, desktop, phone, test } from './harness.mjs';
import { api, order, product, shop, signIn, staff, tokenOf } from './people.mjs';

test('an agent is refused what an agent may not do', async (t) => {
  const there = await shop();
  const jam = await product(there);
  const agent = await staff(there, 'agent');
  const page = await desktop(t);
  await signIn(page, agent);

  await page.goto('/dashboard');
  await page.look('dashboard of an agent');
  await page.goto('/dashboard/products');
  await page.look('products of an agent');
  assert.equal(await page.locator('a[href="/dashboard/products/new"]').count(), 0, 'no button for a new product');
  assert.equal(await page.locator('a[href="/dashboard/import"]').count(), 0, 'no way to an import');
  await page.goto('/dashboard/orders');
  assert.equal(await page.locator('nav a[href="/dashboard/team"]').count(), 0, 'no entry for the team');

  for (const url of ['/dashboard/products/new', '/dashboard/import', '/dashboard/team']) {
    const answer = await page.goto(url);
    assert.equal(answer.status(), 403, url);
    await page.look(`refused ${url}`);
  }

  const crafted = [
    ['/dashboard/products/new', { title: 'Intrus', price: '1,00', stock: '1' }],
    ['/dashboard/team/invite', { email: 'friend@example.org', role: 'owner' }],
  ];
  for (const [url, form] of crafted) {
    const answer = await page.context().request.post(url, { form, headers: { origin: baseURL }, maxRedirects: 0 });
    assert.equal(answer.status(), 403, `POST ${url}`);
  }
  const token = await tokenOf(agent);
  await api('POST', `/v1/catalog/products/${jam.id}/unpublish`, { token, status: 403 });
  await api('POST', '/v1/invitations', { token, body: { email: 'friend@example.org', role: 'owner' }, status: 403 });
  await api('POST', `/v1/imports?store=${there.store}`, { token, status: 403 });
});

test("another shop's things do not exist", async (t) => {
  const [mine, theirs] = [await shop(), await shop()];
  const jam = await product(theirs);
  const page = await desktop(t);
  await signIn(page, mine.owner);
  const answer = await page.goto(`/dashboard/products/${jam.id}`);
  assert.equal(answer.status(), 404);
  await page.look('not here');
});

for (const lang of ['en', 'es', 'pt', 'ar']) {
  test(`an order from the board to the counter, by an agent on a phone: ${lang}`, async (t) => {
    const there = await shop();
    const jam = await product(there);
    const agent = await staff(there, 'agent');
    const guest = await phone(t, { lang });
    const id = await order(guest, jam);

    const page = await phone(t, { lang });
    await signIn(page, agent);
    await page.goto('/dashboard/orders');
    await page.look('board of an agent on a phone');
    await page.press(page.locator(`main a[href="/dashboard/orders/${id}"]`).first());
    await page.waitForURL(`**/dashboard/orders/${id}`);
    for (const step of ['accept', 'start', 'ready', 'complete']) {
      await page.press(`form[action$="/${step}"] button`);
      await page.locator(`form[action$="/${step}"]`).waitFor({ state: 'detached' });
    }
    await page.look('an order handed over by an agent');
    await guest.goto(`/orders/${id}`);
    assert.equal(await guest.locator('.timeline li').count(), 5, 'every step is told to the customer');
  });
}
