// A merchant sets what letters cost, which labels are printed and how lives go; on a phone without scripts too.
import { assert, desktop, phone, test } from './harness.mjs';
import { api, shop, signIn, until } from './people.mjs';

const PRICES = 'form[action="/dashboard/live/prices"]';
const SETTINGS = 'form[action="/dashboard/live/settings"] button[type=submit]';

/** A shop that live commerce has heard of. */
async function known() {
  const there = await shop();
  const headers = { 'if-match': '"0"' };
  await until('live commerce knows the shop', () =>
    api('PUT', '/v1/live/label-ranges', { token: there.token, headers, body: { ranges: [] } }).catch(() => undefined));
  return there;
}

for (const lang of ['fr', 'ar']) {
  test(`prices of letters and times of holds: ${lang}`, async (t) => {
    const there = await known();
    const desk = await desktop(t, { lang });
    await signIn(desk, there.owner);
    await desk.goto('/dashboard/live/prices');
    await desk.look('no prices yet', { both: true });
    await desk.fill({ prices: 'A 15\nB vingt' });
    await desk.press(`${PRICES} button[value=prices]`);
    await desk.locator('[aria-invalid=true]').first().waitFor();
    assert.equal(await desk.locator('[name=prices]').inputValue(), 'A 15\nB vingt', 'what was typed stays');
    await desk.look('wrong price');
    await desk.fill({ prices: 'A 15\nB 20.50' });
    await desk.press(`${PRICES} button[value=prices]`);
    await desk.waitForURL(/done=saved/);
    await desk.look('prices');
    const grid = await api('GET', '/v1/live/price-grid', { token: there.token });
    assert.deepEqual(grid.prices, [{ letters: 'A', amount: 1500 }, { letters: 'B', amount: 2050 }]);

    const page = await phone(t, { lang, scripts: false });
    await signIn(page, there.owner);
    await page.goto('/dashboard/live/settings');
    await page.look('live settings');
    await page.locator('[name=ttl_soft_min]').fill('7');
    await page.locator(SETTINGS).click();
    await page.waitForURL(/done=saved/);
    const settings = await api('GET', '/v1/live/settings', { token: there.token });
    assert.equal(settings.ttl_soft_min, 7);
  });
}
