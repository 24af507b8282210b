// From home to a placed order without a pointer; where the focus is can always be seen.
import { assert, desktop, test } from './harness.mjs';
import { drawn } from './judge.mjs';
import { contact, product, putIntoCart, shop, signIn } from './people.mjs';

test('home to placed order with the keyboard alone', async (t) => {
  const jam = await product(await shop());
  const page = await desktop(t);

  await page.goto('/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip', 'the first stop jumps to the content');
  await page.look('skip link');
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('type')), 'search', '/ goes to the search');
  await page.keyboard.type(jam.title);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search/);

  await tabTo(page, `main a[href^="/p/${jam.slug}"]`);
  await page.picture('focus on a product');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/p\//);
  await tabTo(page, 'form[action="/cart/lines"] button[type=submit]');
  await page.picture('focus on buy');
  await page.keyboard.press('Space');
  await page.locator('.topbar .count').first().waitFor();
  await tabTo(page, 'a[href="/cart"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/cart/);
  await tabTo(page, 'main a[href="/checkout"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/checkout/);
  for (const [name, value] of Object.entries(contact)) {
    await tabTo(page, `main [name="${name}"]`);
    await page.keyboard.type(value);
  }
  await page.picture('filled in');
  await tabTo(page, 'form[action="/checkout"] button[type=submit]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/orders\/ord_/);
  await page.look('placed');
});

test('the board keeps the focus while it changes', async (t) => {
  const there = await shop();
  const jam = await product(there);
  const merchant = await desktop(t);
  await signIn(merchant, there.owner);
  await merchant.goto('/dashboard/orders');
  const first = await order(t, jam);
  const step = (id, what) => merchant.locator(`.ticket form[action="/dashboard/orders/${id}/${what}"] button`);
  await step(first, 'accept').waitFor();
  await step(first, 'accept').focus();

  const second = await order(t, jam);
  await step(second, 'accept').waitFor();
  assert.equal(await focused(merchant), `accept-${first}`, 'a new order takes the focus from nobody');

  await merchant.keyboard.press('Enter');
  await step(first, 'start').waitFor();
  assert.equal(await focused(merchant), `order-${first}-link`, 'after a step the focus is on the same order');
});

const focused = (page) => page.evaluate(() => document.activeElement.id);

/** A customer's order; its id. */
async function order(t, what) {
  const page = await desktop(t);
  await putIntoCart(page, what);
  await page.goto('/checkout');
  await page.fill(contact);
  await page.locator('form[action="/checkout"] button[type=submit]').click();
  await page.waitForURL(/\/orders\/ord_/);
  return new URL(page.url()).pathname.split('/').pop();
}

/** Presses Tab until the focus is on `selector`; every stop on the way must be visible and marked. */
async function tabTo(page, selector, most = 60) {
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press('Tab');
    await drawn(page);
    // What slides in when it gets the focus is looked at where it comes to rest.
    await page.evaluate(() =>
      Promise.allSettled(document.getAnimations().filter((a) => a instanceof CSSTransition).map((a) => a.finished)),
    );
    const at = await page.evaluate((wanted) => {
      const element = document.activeElement;
      if (!element || element === document.body) return { name: 'body' };
      const marked = (e) => {
        const style = getComputedStyle(e);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
      };
      const box = element.getBoundingClientRect();
      let frame = element;
      while (frame.parentElement && !marked(frame)) frame = frame.parentElement;
      return {
        name: element.outerHTML.slice(0, 120),
        marked: marked(frame) && frame.contains(element) && frame !== document.body,
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        there: element.matches(wanted),
      };
    }, selector);
    if (at.name === 'body') continue;
    assert.ok(at.marked, `the focus cannot be seen on ${at.name}`);
    assert.ok(at.seen, `the focus is off the screen on ${at.name}`);
    if (at.there) return;
  }
  assert.fail(`Tab never reaches ${selector} on ${page.url()}`);
}
