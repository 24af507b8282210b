// The board of orders is heard and seen from another tab: a new order rings, and counts in the window's title.
import { assert, desktop, phone, test } from './harness.mjs';
import { order, product, shop, signIn, staff } from './people.mjs';

test('a new order rings and counts in the title until it is seen', async (t) => {
  const there = await shop();
  const jam = await product(there);
  const board = await desktop(t, { lang: 'en' });
  await board.addInitScript(() => {
    window.tones = 0;
    window.away = false;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...moment) {
      window.tones += 1;
      return start.apply(this, moment);
    };
    Object.defineProperty(document, 'hidden', { get: () => window.away });
  });
  await signIn(board, await staff(there, 'agent'));
  await board.goto('/dashboard/orders');
  const title = await board.title();
  const sound = board.locator('[data-sound-toggle]');
  await sound.click();
  assert.equal(await sound.getAttribute('aria-pressed'), 'true');
  const before = await board.evaluate(() => {
    window.away = true;
    return window.tones;
  });
  assert.ok(before > 0, 'switched on, it sounds once');

  await order(await phone(t), jam);
  await board.waitForFunction((rung) => window.tones > rung, before);
  assert.equal(await board.title(), `(1) ${title}`);
  await board.evaluate(() => {
    window.away = false;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  assert.equal(await board.title(), title);
});
