// The seller's page of a live: it begins by button, a hold shows by itself, somebody steps in, and it is counted.
import { assert, desktop, phone, test } from './harness.mjs';
import { api, shopWithPrices, signIn, simulator } from './people.mjs';

for (const lang of ['fr', 'ar']) {
  test(`the page of a live: ${lang}`, async (t) => {
    const there = await shopWithPrices();
    const page = await desktop(t, { lang });
    await signIn(page, there.owner);
    await page.goto('/dashboard/live');
    await page.look('no live', { both: true });
    await page.press('button[value=begin]');
    await page.locator('button[value=close]').waitFor();

    const chat = await phone(t, { lang });
    await signIn(chat, there.owner);
    const write = await simulator(chat);
    await write('seller', 'A12', /A12/);
    await write('first', 'A12', /#1/);
    await write('second', 'A12', /#2/);
    await page.locator('#live-held').getByText('A12').first().waitFor();
    await page.look('held and waited for', { both: true });

    await chat.goto('/dashboard/live');
    await chat.locator('#live-held').getByText('A12').first().waitFor();
    await chat.look('the live on a phone', { both: true });
    await chat.press(chat.locator('#live-held a[href*="/reservations/"]').first());
    await chat.fill({ reason: 'au téléphone' });
    await chat.look('stepping in');
    await chat.press('button[value=extend]');
    await chat.waitForURL(/done=extended/);

    await page.press('#live-held form[action$="/release"] button');
    await page.locator('#live-held').getByText('A12').first().waitFor();
    await page.goto('/dashboard/live/items');
    await page.fill({ code: 'S01', price: '12', quantity: '5', sizes: 'S, M' });
    await page.press('button[value=add]');
    await page.waitForURL(/done=saved/);
    await page.look('prepared articles', { both: true });
    await page.goto('/dashboard/live/labels');
    await page.look('labels to print');
    await page.goto('/dashboard/live');
    await page.press('button[value=close]');
    await page.waitForURL(/\/sessions\//);
    await page.look('how a live went', { both: true });
    await page.goto('/dashboard/live/reports');
    await page.look('weeks');
    await page.goto('/dashboard/live/record');
    await page.look('the record', { both: true });
    const record = await api('GET', '/v1/live/record?action=override.', { token: there.token });
    assert.ok(record.items.length >= 2, 'both steps are on record');
  });
}
