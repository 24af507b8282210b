// Every language on the narrowest phone: the main pages fit, read from the right side, and nothing is cut off.
import { assert, desktop, phone, test } from './harness.mjs';
import { contact, operator, product, putIntoCart, shop, signIn } from './people.mjs';

for (const lang of ['fr', 'en', 'es', 'pt', 'ar']) {
  test(`the main pages fit at 360 px: ${lang}`, async (t) => {
    const there = await shop('Coopérative des maraîchères du Val-de-Durance');
    const jam = await product(there, { title: `Confiture de figues de Barbarie et d’oranges amères ${there.slug.slice(-4)}` });
    const customer = await phone(t, { lang, width: 360 });
    await visit(customer, lang, ['/', `/search?q=confiture`, `/m/${there.slug}`, `/p/${jam.slug}`, '/login', '/signup', '/forgot', '/cart', '/account', '/landing', '/nowhere']);
    await putIntoCart(customer, jam, 3);
    await visit(customer, lang, ['/cart', '/checkout']);
    await customer.fill(contact);
    await customer.locator('form[action="/checkout"] button[type=submit]').click();
    await customer.waitForURL(/\/orders\/ord_/);
    await judge(customer, lang, 'tracking');

    const merchant = await phone(t, { lang, width: 360 });
    await signIn(merchant, there.owner);
    await visit(merchant, lang, ['/dashboard', '/dashboard/orders', '/dashboard/products', `/dashboard/products/${jam.id}`, '/dashboard/products/new', '/dashboard/categories', '/dashboard/synonyms', '/dashboard/modifiers', '/dashboard/import', '/dashboard/store', '/dashboard/store/hours', '/dashboard/stores', '/dashboard/team', '/dashboard/keys', '/dashboard/opt-ins', '/account', '/account/profile', '/account/security', '/account/consents', '/account/privacy', '/account/sessions']);

    const admin = await phone(t, { lang, width: 360 });
    await signIn(admin, operator);
    await visit(admin, lang, ['/ops', '/ops/health', '/ops/modules', '/ops/modules/catalog', '/ops/timeline', '/ops/events', '/ops/dead-letters', '/ops/activity', '/ops/audit', '/ops/merchants', '/ops/erasures']);
  });
}

test('the desk of a merchant and of an operator, wide, in Arabic', async (t) => {
  const there = await shop();
  const jam = await product(there);
  const merchant = await desktop(t, { lang: 'ar' });
  await signIn(merchant, there.owner);
  await visit(merchant, 'ar', ['/dashboard', '/dashboard/products', `/dashboard/products/${jam.id}`, '/dashboard/import', '/dashboard/team']);
});

async function visit(page, lang, urls) {
  for (const url of urls) {
    await page.goto(url);
    await judge(page, lang, url === '/' ? 'home' : url);
  }
}

async function judge(page, lang, name) {
  assert.equal(await page.getAttribute('html', 'dir'), lang === 'ar' ? 'rtl' : 'ltr');
  assert.match(await page.getAttribute('html', 'lang'), new RegExp(`^${lang}`));
  await page.look(name, { axe: lang === 'ar' });
}
