// One Lighthouse run of one page: node lighthouse.mjs URL [desktop]. Prints one line of JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as chromeLauncher from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { chromiumFlags, chromiumPath } from './chromium.mjs';

const [url, form] = process.argv.slice(2);
const userDataDir = mkdtempSync(path.join(tmpdir(), 'souk-lighthouse-'));
const chrome = await chromeLauncher.launch({
  chromePath: chromiumPath,
  userDataDir,
  chromeFlags: ['--headless=new', ...chromiumFlags],
});
try {
  const options = { port: chrome.port, output: 'json', logLevel: 'error', onlyCategories: ['performance', 'accessibility'] };
  const { lhr } = await lighthouse(url, options, form === 'desktop' ? desktopConfig : undefined);
  if (lhr.runtimeError || lhr.audits['largest-contentful-paint'].numericValue === undefined) {
    const why = lhr.runtimeError ?? lhr.audits['largest-contentful-paint'];
    throw new Error(`${lhr.finalDisplayedUrl}: ${why.code ?? why.errorMessage ?? 'nothing was painted'}`);
  }
  const value = (audit) => lhr.audits[audit].numericValue;
  console.log(JSON.stringify({
    url,
    form: form ?? 'mobile',
    lcp_ms: Math.round(value('largest-contentful-paint')),
    cls: value('cumulative-layout-shift'),
    tbt_ms: Math.round(value('total-blocking-time')),
    performance: lhr.categories.performance.score,
    accessibility: lhr.categories.accessibility.score,
  }));
} finally {
  await chrome.kill();
  rmSync(userDataDir, { recursive: true, force: true });
}
