// What the browser journeys share: a real Chromium, visitors on phones and desktops in a language, and how a page is
// judged. A journey is a file `*.test.mjs` beside this one; deploy/dev/browser.sh runs them all against a fresh Souk,
// whose address is in SOUK_URL.
//
//   import { test, phone } from './harness.mjs';
//   test('home, in Arabic on a phone', async (t) => {
//     const page = await phone(t, { lang: 'ar' });
//     await page.goto('/');
//     await page.look('home');
//   });
import assert from 'node:assert/strict';
import { after, test as journey } from 'node:test';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from './chromium.mjs';
import { accessible, drawn, fits, watch } from './judge.mjs';
import { album } from './pictures.mjs';

export { assert };

/** A journey; one that hangs fails. */
export const test = (name, run) => journey(name, { timeout: 120_000 }, run);

export const baseURL = process.env.SOUK_URL ?? 'http://localhost:8080';

let browser;
async function launched() {
  // The certificate of a trial is its own; nobody vouches for it.
  const trusting = baseURL.startsWith('https:') ? ['--ignore-certificate-errors'] : [];
  browser ??= chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags, ...trusting] });
  return browser;
}
after(async () => (await browser)?.close());

const locales = { fr: 'fr-FR', en: 'en-GB', es: 'es-ES', pt: 'pt-PT', ar: 'ar-MA' };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const DESKTOP = { viewport: { width: 1280, height: 900 } };

/**
 * A page of a new visitor on a phone. Options: lang, dark, scripts (false: JavaScript off), width, refused (statuses
 * that this visitor is meant to get from what pages fetch), and Playwright's own.
 */
export const phone = (t, options) => visitor(t, PHONE, options);

/** The same on a desktop. */
export const desktop = (t, options) => visitor(t, DESKTOP, options);

async function visitor(t, device, { lang = 'fr', dark = false, scripts = true, width, refused, ...more } = {}) {
  const context = await (await launched()).newContext({
    baseURL,
    ...device,
    viewport: { ...device.viewport, width: width ?? device.viewport.width },
    locale: locales[lang],
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: scripts,
    ...more,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const mistakes = watch(page, refused);
  equip(page, { lang, dark, scripts });
  t.after(async () => {
    if (t.passed === false) await page.picture(`failed ${t.name}`).catch(() => {});
    await context.close();
    assert.deepEqual(mistakes, [], 'what went wrong behind the page');
  });
  return page;
}

/** What a journey can do with its page beyond Playwright's own. */
function equip(page, { lang, dark, scripts }) {
  const keep = album(page, lang);
  const theme = dark ? 'dark' : 'light';
  page.picture = (name) => keep(name, theme);
  page.accessible = () => accessible(page);
  page.clicks = 0;

  /** Clicks like a person, and counts. */
  page.press = async (what) => {
    page.clicks += 1;
    await (typeof what === 'string' ? page.locator(what) : what).click();
  };

  /** Types into the fields of a form, by name. */
  page.fill = async (fields, form = page) => {
    for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]:not([type=hidden])`).fill(value);
  };

  /**
   * Judges the page as it is now and keeps its picture; `both`: in the other theme too. Without scripts nothing can
   * run in the page that would judge its accessibility: the journeys with scripts do.
   */
  page.look = async (name, { both = false, axe = true } = {}) => {
    if (scripts) await drawn(page);
    await fits(page);
    if (scripts && axe) await accessible(page);
    await keep(name, theme);
    if (!both) return;
    await page.emulateMedia({ colorScheme: dark ? 'light' : 'dark' });
    if (scripts) await drawn(page);
    if (scripts && axe) await accessible(page);
    await keep(name, dark ? 'light' : 'dark');
    await page.emulateMedia({ colorScheme: theme });
  };
}
