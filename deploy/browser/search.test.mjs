// A customer looks for something: a word with a mistake in it, filters, orders, and an end that leads on.
import { assert, desktop, phone, test } from './harness.mjs';

test('a mistyped word is understood and filters work, without scripts, on a phone', async (t) => {
  const page = await phone(t, { scripts: false });
  await page.goto('/search?q=navetes');
  const instead = page.locator('.corrected a');
  assert.match(await instead.innerText(), /navettes/);
  await page.look('search corrected');
  await page.press(instead);
  await page.waitForURL(/q=navettes/);
  assert.equal(await page.locator('.corrected').count(), 0, 'what is written right needs no correction');

  await page.goto('/search');
  const category = (name) => page.locator('.filter a', { hasText: name });
  assert.equal(await category('Boulangerie').isVisible(), false, 'filters are folded away');
  assert.equal(await category('Pains').count(), 0, 'one level at a time');
  await page.press('.filters > summary');
  await page.look('search filters', { both: true });
  await page.press(category('Boulangerie'));
  await page.waitForURL(/category=Boulangerie/);
  await page.press('.filters > summary');
  assert.equal(await category('Boulangerie').getAttribute('aria-current'), 'true');
  await page.look('search filters, one level down');
  await page.press(category('Pains'));
  await page.waitForURL(/category=Pains/);
  await page.press('.filters > summary');
  assert.equal(await category('Pains').getAttribute('aria-current'), 'true');
  await page.press(category('Boulangerie'));
  await page.waitForURL(/category=Boulangerie/);
  await page.press('.filters > summary');
  await page.press(category('Boulangerie'));
  await page.waitForURL((url) => !url.search.includes('category='));
});

test('on a desk filters stand beside the results, and a search for nothing leads on', async (t) => {
  const page = await desktop(t);
  await page.goto('/search');
  assert.ok(await page.locator('.filter a').first().isVisible(), 'filters are open');
  await page.look('search');
  await page.press('.results-head .chip >> nth=1');
  await page.waitForURL(/sort=price_asc/);
  const prices = await page.locator('.products .price').allInnerTexts();
  const amounts = prices.map((text) => Number.parseFloat(text.replaceAll(/[^\d,]/g, '').replace(',', '.')));
  assert.ok(amounts.length > 3 && amounts[0] <= amounts.at(-1), `the cheapest first: ${prices}`);
  await page.goto('/search?q=xyzzyq%20rien');
  assert.ok((await page.locator('.ways a').count()) > 2, 'words alone, and categories');
  await page.look('search nothing');
});

test('the way to a product leads back to its category, in Arabic too', async (t) => {
  const page = await phone(t, { lang: 'ar' });
  await page.goto('/search?q=زيت');
  await page.look('search');
  await page.press('.products a >> nth=0');
  await page.waitForURL(/\/p\//);
  await page.look('product with its way');
  await page.press('.breadcrumbs a >> nth=1');
  await page.waitForURL(/category=epicerie/);
  await page.look('store category');
});
