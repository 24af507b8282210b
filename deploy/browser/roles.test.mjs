// Each role's main pages in every language, on a phone and on a desk: each answers, reads from the right side, cannot be
// pushed sideways, and has no text whose words are missing.
import { assert, desktop, phone, test } from './harness.mjs';
import { fits } from './judge.mjs';
import { operator, order, person, product, putIntoCart, shop, signIn, staff } from './people.mjs';

const LANGUAGES = ['fr', 'en', 'es', 'pt', 'ar'];
const AGENT = ['/dashboard', '/dashboard/orders', '/dashboard/products', '/account', '/account/profile'];
const MERCHANT = [
  ...AGENT, '/dashboard/orders/export', '/dashboard/promotions', '/dashboard/promotions/new', '/dashboard/fulfilment',
  '/dashboard/products/new', '/dashboard/products/grid', '/dashboard/categories', '/dashboard/synonyms',
  '/dashboard/modifiers', '/dashboard/modifiers/new', '/dashboard/import', '/dashboard/store', '/dashboard/store/hours',
  '/dashboard/stores', '/dashboard/team', '/dashboard/keys', '/dashboard/opt-ins', '/dashboard/plan', '/dashboard/payments',
  '/dashboard/live', '/dashboard/live/items', '/dashboard/live/proofs', '/dashboard/live/reports', '/dashboard/live/prices',
  '/dashboard/live/settings', '/dashboard/whatsapp', '/dashboard/whatsapp/texts', '/dashboard/whatsapp/problems',
  '/dashboard/whatsapp/usage', '/dashboard/whatsapp/conversations', '/dashboard/live/labels', '/dashboard/live/record',
];
const CUSTOMER = [
  '/', '/search', '/cart', '/account', '/account/orders', '/account/profile', '/account/security', '/account/consents',
  '/account/privacy', '/account/sessions', '/legal/countries', '/landing',
];
const ADMIN = [
  '/ops', '/ops/health', '/ops/activity', '/ops/dead-letters', '/ops/timeline', '/ops/modules', '/ops/merchants',
  '/ops/orders', '/ops/erasures', '/ops/impersonations', '/ops/events', '/ops/audit', '/ops/promotions', '/ops/promotions/new', '/ops/payments', '/ops/live',
];

for (const lang of LANGUAGES) {
  for (const [device, open] of [['a phone', phone], ['a desk', desktop]]) {
    test(`an agent's pages in ${lang} on ${device}`, async (t) => {
      const { agent, jam } = await stocked(t);
      const page = await open(t, { lang });
      await signIn(page, agent);
      await walk(page, lang, [...AGENT, `/dashboard/products/${jam.id}`]);
    });

    test(`a merchant's pages in ${lang} on ${device}`, async (t) => {
      const { there, jam, id } = await stocked(t);
      const page = await open(t, { lang });
      await signIn(page, there.owner);
      await walk(page, lang, [...MERCHANT, `/dashboard/products/${jam.id}`, `/dashboard/orders/${id}`]);
    });

    test(`a customer's pages in ${lang} on ${device}`, async (t) => {
      const { there, jam } = await stocked(t);
      const page = await open(t, { lang });
      await signIn(page, await person('Camille Roux'));
      await walk(page, lang, [...CUSTOMER, `/m/${there.slug}`, `/p/${jam.slug}`]);
      await putIntoCart(page, jam);
      await walk(page, lang, ['/cart', '/checkout']);
    });

    test(`an operator's pages in ${lang} on ${device}`, async (t) => {
      const { id } = await stocked(t);
      const page = await open(t, { lang });
      await signIn(page, operator);
      await walk(page, lang, [...ADMIN, `/ops/orders/${id}`, '/ops/modules/catalog']);
    });
  }
}

/** A shop with a product, an agent and an order, the same for all tests. */
let made;
function stocked(t) {
  made ??= (async () => {
    const there = await shop();
    const jam = await product(there);
    return { there, jam, agent: await staff(there, 'agent'), id: await order(await phone(t), jam) };
  })();
  return made;
}

async function walk(page, lang, urls) {
  for (const url of urls) {
    const answer = await page.goto(url);
    assert.equal(answer.status(), 200, url);
    assert.equal(await page.getAttribute('html', 'dir'), lang === 'ar' ? 'rtl' : 'ltr', url);
    assert.match(await page.getAttribute('html', 'lang'), new RegExp(`^${lang}`), url);
    await fits(page);
    assert.deepEqual(await missing(page), [], `texts without words on ${url}`);
  }
}

/** What stands in a page as the key of a text: small words with dashes between them, alone. Data is not meant. */
function missing(page) {
  return page.evaluate(() => {
    // Days of the week are such words in Portuguese.
    const key = /^(?!.*-feira$)[a-z]+(-[a-z0-9]+)+(\.[a-z]+)?$/;
    const data = 'code, bdi, pre, kbd, script, option, [data-copy]';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      if (key.test(text) && !walker.currentNode.parentElement.closest(data)) found.push(text);
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      const texts = ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? '');
      found.push(...texts.filter((text) => key.test(text)));
    }
    return found;
  });
}
