// Proofs of deposits: two customers send one, the shop decides by keyboard at the desk and without scripts on a phone.
import { assert, desktop, phone, test } from './harness.mjs';
import { api, liveShop, signIn, simulator } from './people.mjs';

const HERE = '/dashboard/live/proofs';

for (const lang of ['fr', 'ar']) {
  test(`proofs of deposits: ${lang}`, async (t) => {
    const there = await liveShop('settings', { deposit_instructions: 'Wave 06 00 00 00 00' });
    const page = await desktop(t, { lang });
    await signIn(page, there.owner);
    await page.goto(HERE);
    await page.look('no proofs', { both: true });
    const write = await simulator(page);
    await write('seller', 'A1 25', /A1/);
    await write('seller', 'B1 40', /B1/);
    await write('first', 'A1', /#1/);
    await write('first', 'PREUVE virement 4512', /📸/);
    await write('second', 'B1', /#1/);
    await write('second', 'PREUVE virement 4513', /📸/);

    await page.goto(HERE);
    await page.look('two proofs', { both: true });
    await page.keyboard.press('j');
    await page.waitForURL(/open=2/);
    await page.keyboard.press('k');
    await page.waitForURL(/open=1/);
    await page.keyboard.press('v');
    await page.waitForURL(/done=approved/);
    await page.look('a proof accepted');

    const plain = await phone(t, { lang, scripts: false });
    await signIn(plain, there.owner);
    await plain.goto(HERE);
    await plain.locator('[name=reason]').selectOption('amount');
    await plain.locator('button[value=reject]').click();
    await plain.waitForURL(/done=rejected/);
    await plain.look('all decided, without scripts');
    const decided = await api('GET', '/v1/live/proofs?decided=true', { token: there.token });
    assert.deepEqual(decided.items.map((row) => row.state).sort(), ['deposit_approved', 'deposit_rejected']);
  });
}
