// How a page is judged: accessible, nothing sticks out, nothing goes wrong behind it.
import assert from 'node:assert/strict';
import axe from '@axe-core/playwright';

const AxeBuilder = axe.default ?? axe;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Waits until the page stands as it is: fonts are there, and what changed is painted. */
export async function drawn(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/** Fails with every violation of WCAG 2.2 AA or good practice that axe finds, each with the element that breaks it. */
export async function accessible(page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).withTags(RULES).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`));
  assert.deepEqual(found, [], `accessibility of ${page.url()}`);
}

/** Fails when the page can be pushed sideways or a word is cut off, naming the elements to blame. */
export async function fits(page) {
  const out = await page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const label = (e) => `${e.tagName.toLowerCase()}.${[...e.classList].join('.')} "${(e.textContent ?? '').trim().slice(0, 40)}"`;
    const scrolls = (e) => e.closest('.board, .chips, .tabs, pre, dialog, [data-scrolls]') !== null;
    const hidden = (e) => !e.checkVisibility({ visibilityProperty: true }) || e.closest('.visually-hidden, .skip, .toasts') !== null;
    const found = [];
    if (document.documentElement.scrollWidth > wide) {
      for (const element of document.querySelectorAll('body *')) {
        const box = element.getBoundingClientRect();
        if (box.width > 0 && (box.right > wide + 1 || box.left < -1) && !scrolls(element) && !hidden(element)) {
          found.push(`sticks out: ${label(element)}`);
        }
      }
      found.unshift(`${document.documentElement.scrollWidth} px wide on a screen of ${wide} px`);
    }
    for (const element of document.querySelectorAll('.button, .status, .chip, .label, h1, h2, h3, .stat-value')) {
      if (!hidden(element) && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) {
        found.push(`cut off: ${label(element)}`);
      }
    }
    return found;
  });
  assert.deepEqual(out, [], `layout of ${page.url()}`);
}

/**
 * Collects what must never happen: a script throws, the security policy is broken, something a page asks for is
 * refused or fails. Statuses in `refused` are meant to happen; a document may be answered with any 4xx.
 */
export function watch(page, refused = []) {
  const mistakes = [];
  page.on('pageerror', (error) => mistakes.push(`threw: ${error}`));
  page.on('console', (message) => {
    // A stream that broke off is opened again by itself, of which htmx writes down the event. Whether what it brings
    // arrives is for each journey to see.
    const ignored = /^Failed to load resource|^\[object Event\]$/;
    if (message.type() === 'error' && !ignored.test(message.text())) mistakes.push(message.text());
  });
  page.on('response', (response) => {
    const status = response.status();
    const document = response.request().resourceType() === 'document';
    if (refused.includes(status) || status < (document ? 500 : 400)) return;
    mistakes.push(`${status} to ${response.request().method()} ${response.url()}`);
  });
  return mistakes;
}
