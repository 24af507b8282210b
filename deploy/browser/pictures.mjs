// The pictures a journey leaves behind for a person to look at:
// .souk/shots/<journey>/<width>-<lang>-<theme>-<number>-<screen>.png
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const shots = process.env.SOUK_SHOTS ?? fileURLToPath(new URL('../../.souk/shots', import.meta.url));
const journey = path.basename(process.argv[1] ?? 'page').replace(/(\.test)?\.mjs$/, '');
let taken = 0;

/** A function that keeps a picture of the whole page under a name. */
export function album(page, lang) {
  return async (name, theme) => {
    taken += 1;
    const folder = path.join(shots, journey);
    mkdirSync(folder, { recursive: true });
    const screen = name.replaceAll(/[^\p{L}\p{N}]+/gu, '-');
    const { width } = page.viewportSize();
    const file = path.join(folder, `${width}-${lang}-${theme}-${String(taken).padStart(2, '0')}-${screen}.png`);
    await page.screenshot({ path: file, fullPage: true });
    return file;
  };
}
