// A live on WhatsApp, tried with the simulator: a seller announces, two customers want the same piece, one buys it.
import { assert, desktop, phone, test } from './harness.mjs';
import { shopWithPrices, signIn, simulator, until } from './people.mjs';

for (const lang of ['fr', 'ar']) {
  test(`a live with the simulator: ${lang}`, async (t) => {
    const there = await shopWithPrices();
    const page = await (lang === 'ar' ? phone : desktop)(t, { lang });
    await signIn(page, there.owner);
    await page.goto('/dashboard/whatsapp');
    await page.look('whatsapp, nothing connected', { both: true });
    await page.goto('/dashboard/whatsapp/simulator');
    await page.look('simulator off');
    const write = await simulator(page);
    await write('seller', 'A12', /A12/);
    await page.locator('[hx-get]').getByText(/15/).last().waitFor();
    await page.look('a seller announces');
    await write('first', 'A12', /#1/);
    await write('second', 'A12', /#2/);
    await page.look('second in the queue');
    await write('first', '12 rue des Lilas, 93100 Montreuil', /Lilas[\s\S]*15/);
    await write('first', 'OUI', /VF-0001/);
    await page.look('an order from a live', { both: true });

    await page.goto('/dashboard/whatsapp');
    await page.look('whatsapp with its simulator');
    await page.goto('/dashboard/whatsapp/texts');
    await page.look('the texts of a shop');
    await until('the order is on the board', async () => {
      await page.goto('/dashboard/orders');
      return (await page.getByText('VF-0001').count()) > 0 || undefined;
    });
    await page.look('the board with an order of a live');
    await page.press(page.getByText('VF-0001').first());
    await page.waitForURL(/\/dashboard\/orders\/ord_/);
    assert.equal(await page.getByText('Lilas').count(), 0, 'the address is shown to who says why');
    await page.press(page.locator('form[action$="/contact"] button').first());
    await page.getByText('Lilas').first().waitFor();
    await page.look('an order of a live');
  });
}
