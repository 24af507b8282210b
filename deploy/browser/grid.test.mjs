// Many products in one table, by keyboard alone; the same form without scripts; the catalogue as a file.
import { assert, desktop, phone, test } from './harness.mjs';
import { product, shop, signIn, until } from './people.mjs';

test('many products are edited by keyboard alone', async (t) => {
  const there = await shop();
  await product(there, { price: 650, stock: 20 });
  await product(there, { price: 800, stock: 5 });
  const desk = await desktop(t, { lang: 'fr' });
  await signIn(desk, there.owner);
  await desk.goto('/dashboard/products');
  await desk.press('main a[href="/dashboard/products/grid"]');
  await desk.waitForURL(/\/products\/grid/);
  await desk.look('grid');
  const focused = () => desk.evaluate(() => document.activeElement.name ?? '');
  const prices = desk.locator('input[name^="price."]');
  await prices.nth(0).selectText();
  await desk.keyboard.type('9,90');
  await desk.keyboard.press('Enter');
  assert.equal(await focused(), await prices.nth(1).getAttribute('name'), 'Enter goes one row down');
  await desk.keyboard.type('nonsense');
  await desk.keyboard.press('Escape');
  assert.equal(await prices.nth(1).inputValue(), '6,50', 'Escape gives back what stood there');
  await desk.keyboard.press('ArrowUp');
  assert.equal(await focused(), await prices.nth(0).getAttribute('name'));
  await desk.keyboard.press('ArrowRight');
  assert.match(await focused(), /^stock\./, 'an arrow leaves the cell at its end');
  await desk.keyboard.type('7');
  await desk.picture('two cells changed');
  await desk.locator('form[action="/dashboard/products/grid"] .form-actions button').focus();
  await desk.keyboard.press('Enter');
  await desk.waitForURL(/done=saved/);
  await until('both are saved', async () =>
    (await prices.nth(0).inputValue()) === '9,90' && (await desk.locator('input[name^="stock."]').nth(0).inputValue()) === '7');
  await prices.nth(1).fill('gratuit');
  await desk.press('form[action="/dashboard/products/grid"] .form-actions button');
  await desk.locator('[aria-invalid=true]').first().waitFor();
  assert.equal(await prices.nth(1).inputValue(), 'gratuit', 'what was typed stays');
  await desk.look('grid wrong', { both: true });
});

test('the table on a phone without scripts, and the catalogue as a file', async (t) => {
  const there = await shop();
  await product(there, { price: 650, stock: 20 });
  const page = await phone(t, { lang: 'ar', scripts: false });
  await signIn(page, there.owner);
  await page.goto('/dashboard/products/grid');
  await page.look('grid');
  await page.locator('input[name^="stock."]').first().fill('12');
  await page.press('form[action="/dashboard/products/grid"] .form-actions button');
  await page.waitForURL(/done=saved/);
  assert.equal(await page.locator('input[name^="stock."]').first().inputValue(), '12');
  await page.goto('/dashboard/import');
  await page.look('import and export');
  const file = page.waitForEvent('download');
  await page.locator('a[href*="separator=comma"]').click();
  assert.match((await file).suggestedFilename(), /\.csv$/);
});
