// The pictures of the guides: walks the demo as a merchant, a customer, a live seller and an operator and writes
// docs/guide/pictures/*.webp. `make guide` runs it against a fresh Souk; it fails where a screen is not as the guides say.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { assert, desktop, phone, test } from './harness.mjs';
import { drawn } from './judge.mjs';
import { contact, newEmail, operator, password, photo, shopWithPrices, signIn, simulator, until } from './people.mjs';

const folder = fileURLToPath(new URL('../../docs/guide/pictures/', import.meta.url));
const HEAVIEST = 60_000;
const leila = { email: 'leila@demo.souk' };
const DESK = { lang: 'en', width: 1080 };
const HAND = { lang: 'en', width: 400, deviceScaleFactor: 2 };

/** Keeps a picture of the screen, `tall` pixels high at most; as good as its weight allows. */
async function keep(page, name, tall = page.viewportSize().height) {
  const screen = page.viewportSize();
  const full = await page.evaluate(() => document.documentElement.scrollHeight);
  const size = { width: screen.width, height: Math.min(tall, full) };
  await page.setViewportSize(size);
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  await drawn(page);
  const clip = { x: 0, y: 0, ...size, scale: await page.evaluate(() => devicePixelRatio) };
  const camera = await page.context().newCDPSession(page);
  let picture;
  for (const quality of [84, 72, 60, 48, 36]) {
    const { data } = await camera.send('Page.captureScreenshot', { format: 'webp', quality, clip });
    picture = Buffer.from(data, 'base64');
    if (picture.length <= HEAVIEST) break;
  }
  await camera.detach();
  await page.setViewportSize(screen);
  assert.ok(picture.length <= HEAVIEST, `${name} weighs ${picture.length} bytes`);
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}${name}.webp`, picture);
}

test('a merchant opens a shop', async (t) => {
  const page = await desktop(t, DESK);
  const email = newEmail('lina');
  await page.goto('/signup');
  await page.fill({ display_name: 'Lina Amrani', email, password });
  await page.press('form[action^="/signup"] button[type=submit]');
  await page.waitForURL(/\/signup\/sent/);
  await page.press('main a[href="/mailbox"]');
  await page.press(page.locator('tr').filter({ hasText: email }).locator('a').first());
  await page.press('main a[href^="/verify?"]');
  await page.press('form[action="/verify"] button[type=submit]');
  await page.waitForURL(/\/dashboard\/onboarding/);
  await page.fill({ name: 'Dar Lina', city: 'Marseille' });
  await page.locator('[name=country]').selectOption('FR');
  await page.locator('[name=currency]').selectOption('EUR');
  await keep(page, 'open-a-shop', 720);
  await page.press('form[action="/dashboard/onboarding"] button[type=submit]');
  await page.waitForURL(/\/dashboard(?!\/onboarding)/);
  await keep(page, 'first-day', 760);

  await page.goto('/dashboard/products/new');
  await page.fill({ title: 'Marseille soap', description: 'Olive oil, cooked in a cauldron.', category: 'Home > Soap', option0: 'Weight', 'v0.price': '4.50', 'v0.stock': '12' });
  await page.press('button[name=do][value=add]');
  await page.locator('[name="v1.price"]').waitFor();
  await page.fill({ 'v0.value0': '100 g', 'v1.value0': '300 g', 'v1.price': '9.90', 'v1.stock': '6' });
  await page.locator('[name=photo]').setInputFiles({ name: 'soap.png', mimeType: 'image/png', buffer: await photo(page) });
  await keep(page, 'product-form', 1500);
  await page.press('button.button[name=do][value=publish]');
  await page.waitForURL(/\/dashboard\/products(?!\/new)/);

  await page.goto('/dashboard/import');
  const sheet = ['Handle,Title,Category,Option1 Name,Option1 Value,Price,Stock,SKU',
    'tea,Mint tea,Groceries > Tea,Weight,50 g,4.20,30,TEA-50', 'tea,,,,100 g,7.60,18,TEA-100',
    'honey,Thyme honey,Groceries,,,8.90,24,HONEY', 'oil,Olive oil,Groceries,,,a lot,10,OIL'];
  await page.locator('[name=file]').setInputFiles({ name: 'products.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet.join('\n')) });
  await page.press('form[action="/dashboard/import"] button[type=submit]');
  await page.waitForURL(/\/dashboard\/import\/./);
  await until('the file is worked off', async () => {
    await page.reload();
    return page.locator('progress[value="3"][max="3"]').count();
  });
  await keep(page, 'import', 760);
});

test('a customer orders', async (t) => {
  const page = await phone(t, HAND);
  await page.goto('/');
  await keep(page, 'home');
  await page.goto('/m/le-fournil-de-leila');
  await page.press(page.locator('main a[href^="/p/"]').first());
  await page.waitForURL(/\/p\//);
  await keep(page, 'product');
  await page.press('form[action="/cart/lines"] button[type=submit]');
  await page.locator('.count').first().waitFor();
  await page.goto('/cart');
  await page.fill({ code: 'BIENVENUE10' });
  await page.press('form[action="/cart/codes"] button[type=submit]');
  await page.locator('form[action="/cart/codes/BIENVENUE10/remove"]').waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await keep(page, 'cart');
  await page.press(page.locator('main a[href="/checkout"]').first());
  await page.waitForURL(/\/checkout/);
  await page.fill(contact);
  await keep(page, 'checkout', 1000);
  await page.press('form[action="/checkout"] button[type=submit]:not([name=do])');
  await page.waitForURL(/\/orders\/ord_/);
  await keep(page, 'tracking');
});

test('the shop works', async (t) => {
  const page = await desktop(t, DESK);
  await signIn(page, leila);
  await page.goto('/dashboard');
  await keep(page, 'dashboard', 760);
  await page.goto('/dashboard/orders');
  await page.locator('a[href^="/dashboard/orders/ord_"]').first().waitFor();
  await keep(page, 'board', 700);
  await page.press(page.locator('a[href^="/dashboard/orders/ord_"]').first());
  await page.waitForURL(/\/dashboard\/orders\/ord_/);
  await keep(page, 'order', 900);
  await page.press('form[action$="/accept"] button');
  await page.locator('form[action$="/start"]').waitFor();
  for (const [name, url, tall] of [['products', '/dashboard/products', 760], ['categories', '/dashboard/categories', 760], ['promotion', '/dashboard/promotions/new', 1000], ['store', '/dashboard/store', 900], ['hours', '/dashboard/store/hours', 900], ['delivery', '/dashboard/fulfilment', 1000], ['payments', '/dashboard/payments', 700], ['team', '/dashboard/team', 760]]) {
    await page.goto(url);
    await keep(page, name, tall);
  }
  await page.goto('/dashboard/synonyms');
  await page.fill({ terms: 'croissant, kipferl' });
  await page.press('button[value=new]');
  await page.waitForURL(/done=saved/);
  await keep(page, 'search-words', 620);
});

test('an operator looks', async (t) => {
  const page = await desktop(t, DESK);
  await signIn(page, operator);
  await page.goto('/ops');
  await keep(page, 'ops', 760);
  await page.goto('/ops/events?type=orders.order_placed.v1');
  const found = await until('an order in the event log', async () => {
    await page.reload();
    return (await page.locator('main').innerText()).match(/ord_[0-9a-z]{26}/)?.[0];
  });
  await page.goto(`/ops/timeline?q=${found}`);
  await page.locator('.timeline > li').first().waitFor();
  await keep(page, 'timeline', 900);
  await page.goto('/ops/health');
  await keep(page, 'health', 760);
  await page.goto('/ops/modules/catalog');
  await keep(page, 'switch', 760);
  await page.goto('/ops/merchants');
  await keep(page, 'merchants', 700);
});

test('what an account keeps', async (t) => {
  const page = await phone(t, HAND);
  await signIn(page, leila);
  await page.goto('/account/security');
  await keep(page, 'security', 900);
  await page.goto('/account/privacy');
  await keep(page, 'privacy', 900);
});

test('a live runs', async (t) => {
  const there = await shopWithPrices();
  const page = await desktop(t, DESK);
  await signIn(page, there.owner);
  await page.goto('/dashboard/live');
  await page.press('button[value=begin]');
  await page.locator('button[value=close]').waitFor();
  const chat = await phone(t, HAND);
  await signIn(chat, there.owner);
  const write = await simulator(chat);
  await write('seller', 'A12', /A12/);
  await write('first', 'A12', /#1/);
  await write('second', 'A12', /#2/);
  await keep(chat, 'live-chat', 900);
  await page.locator('#live-held').getByText('A12').first().waitFor();
  await keep(page, 'live', 900);
  await page.press('button[value=close]');
  await page.waitForURL(/\/sessions\//);
  await keep(page, 'live-report', 900);
});
