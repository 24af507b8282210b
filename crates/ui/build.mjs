// Builds dist/: content-hashed assets (plain, gzip, brotli), manifest.tsv and icons.tsv, which build.rs embeds.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const dist = join(root, 'dist');
const target = ['chrome105', 'firefox110', 'safari16'];
const types = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

// Tokens are written once as `--name: light-dark(LIGHT, DARK);` and expanded here, so that browsers without
// light-dark() get both themes: the light block, the system's dark mode, and an explicit data-theme.
function expandThemes(css) {
  const pair = /(--[\w-]+):\s*light-dark\((.+?), (.+)\);/g;
  const dark = [];
  const light = [];
  css = css.replace(/\/\*.*?\*\//gs, '');
  css = css.replace(/:root\s*\{([^}]*)\}/, (_, block) => {
    for (const [, name, a, b] of block.matchAll(pair)) {
      light.push(`${name}:${a.trim()};`);
      dark.push(`${name}:${b.trim()};`);
    }
    const rest = block.replace(pair, '');
    return `:root{${rest}}
:root,[data-theme="light"]{color-scheme:light;${light.join('')}}
[data-theme="dark"]{color-scheme:dark;${dark.join('')}}
@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){color-scheme:dark;${dark.join('')}}}
@media print{:root,:root[data-theme="dark"]{color-scheme:light;${light.join('')}}}`;
  });
  if (css.includes('light-dark(')) throw new Error('tokens.css: light-dark() only inside the first :root block');
  return css;
}

const themes = {
  name: 'themes',
  setup(b) {
    b.onLoad({ filter: /tokens\.css$/ }, ({ path }) => ({
      contents: expandThemes(readFileSync(path, 'utf8')),
      loader: 'css',
    }));
  },
};

async function bundle() {
  const common = { bundle: true, minify: true, write: false, target, absWorkingDir: root, outdir: dist, metafile: true };
  const names = { entryNames: '[name].[hash]', assetNames: '[name].[hash]' };
  const jobs = [
    { ...common, ...names, entryPoints: ['styles/souk.css'], loader: { '.woff2': 'file' }, plugins: [themes] },
    { ...common, ...names, entryPoints: ['styles/work.css'] },
    ...['first', 'souk', 'work', 'passkeys'].map((name) => ({ ...common, ...names, entryPoints: [`scripts/${name}.ts`], format: 'iife' })),
    { ...common, ...names, entryPoints: ['images/mark.svg'], loader: { '.svg': 'copy' } },
  ];
  return (await Promise.all(jobs.map(build))).flatMap((result) => result.outputFiles);
}

function writeAssets(files) {
  const version = createHash('sha256');
  const rows = [];
  for (const { path, contents } of files.sort((a, b) => a.path.localeCompare(b.path))) {
    const file = basename(path);
    const ext = extname(file);
    const bytes = Buffer.from(contents);
    if (file.startsWith('first.')) {
      // It stands in every page, known to the security policy by its hash.
      writeFileSync(join(dist, 'first.js'), bytes);
      rows.push(`first\tsha256-${createHash('sha256').update(bytes).digest('base64')}`);
      continue;
    }
    writeFileSync(join(dist, file), bytes);
    if (ext !== '.woff2') {
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
      writeFileSync(join(dist, `${file}.gz`), gzipSync(bytes, { level: 9 }));
      writeFileSync(join(dist, `${file}.br`), brotliCompressSync(bytes, quality));
    }
    version.update(file).update(bytes);
    rows.push([file.replace(/\.[A-Z0-9]{8}(\.\w+)$/, '$1'), file, types[ext], ext === '.woff2' ? '' : 'gz br'].join('\t'));
  }
  writeFileSync(join(dist, 'manifest.tsv'), [`version\t${version.digest('hex').slice(0, 12)}`, ...rows].join('\n') + '\n');
}

function writeIcons() {
  const nodes = JSON.parse(readFileSync(join(root, 'node_modules/lucide-static/icon-nodes.json'), 'utf8'));
  const lines = readFileSync(join(root, 'icons.txt'), 'utf8').split('\n').map((l) => l.trim());
  const rows = lines.filter((l) => l && !l.startsWith('#')).map((line) => {
    const [name, flip = ''] = line.split(/\s+/);
    if (!nodes[name]) throw new Error(`icons.txt: lucide has no icon named "${name}"`);
    const attrs = (a) => Object.entries(a).map(([k, v]) => ` ${k}="${v}"`).join('');
    return [name, flip, nodes[name].map(([tag, a]) => `<${tag}${attrs(a)}/>`).join('')].join('\t');
  });
  writeFileSync(join(dist, 'icons.tsv'), rows.join('\n') + '\n');
}

const files = await bundle();
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
writeAssets(files);
writeIcons();
