// What the browser journeys share: a real Chromium, phones and desktops in a language, an accessibility check,
// pictures. A journey is a file `*.test.mjs` beside this one; deploy/dev/browser.sh runs them all against a fresh
// Souk, whose address is in SOUK_URL.
//
//   import { test, phone } from './harness.mjs';
//   test('home, in Arabic on a phone', async (t) => {
//     const page = await phone(t, { lang: 'ar' });
//     await page.goto('/');
//     await page.accessible();
//     await page.picture('home-ar');
//   });
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import axe from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from './chromium.mjs';

export { assert, test };

export const baseURL = process.env.SOUK_URL ?? 'http://localhost:8080';
const shots = process.env.SOUK_SHOTS ?? fileURLToPath(new URL('../../.souk/shots', import.meta.url));
const AxeBuilder = axe.default ?? axe;

let browser;
async function launched() {
  browser ??= chromium.launch({ executablePath: chromiumPath, args: chromiumFlags });
  return browser;
}
after(async () => (await browser)?.close());

const locales = { fr: 'fr-FR', en: 'en-GB', es: 'es-ES', pt: 'pt-PT', ar: 'ar-MA' };
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const DESKTOP = { viewport: { width: 1280, height: 800 } };

/** A page of a new visitor on a phone. Options: lang, dark, scripts (false: JavaScript off), and Playwright's own. */
export const phone = (t, options) => visitor(t, PHONE, options);

/** The same on a desktop. */
export const desktop = (t, options) => visitor(t, DESKTOP, options);

async function visitor(t, device, { lang = 'fr', dark = false, scripts = true, ...more } = {}) {
  const context = await (await launched()).newContext({
    baseURL,
    ...device,
    locale: locales[lang],
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: scripts,
    ...more,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const mistakes = watch(page);
  page.accessible = () => accessible(page);
  page.picture = (name) => picture(page, name);
  t.after(async () => {
    if (t.passed === false) await picture(page, `failed-${t.name}`).catch(() => {});
    await context.close();
    assert.deepEqual(mistakes, [], 'the page threw or broke its security policy');
  });
  return page;
}

/** Collects what a page must never do: throw, or ask for something its Content-Security-Policy forbids. */
function watch(page) {
  const mistakes = [];
  page.on('pageerror', (error) => mistakes.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content.Security.Policy/i.test(message.text())) mistakes.push(message.text());
  });
  return mistakes;
}

/** Fails with every violation of WCAG 2.2 AA or good practice that axe finds, each with the element that breaks it. */
async function accessible(page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`));
  assert.deepEqual(found, [], `accessibility of ${page.url()}`);
}

/** Keeps a picture of the whole page in .souk/shots for a person to look at. */
async function picture(page, name) {
  mkdirSync(shots, { recursive: true });
  const file = path.join(shots, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`);
  await page.screenshot({ path: file, fullPage: true });
  return file;
}
