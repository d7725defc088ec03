import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { compile, NodePackageImporter } from 'sass';
import { documentFontFiles, documentFontFolder } from '../../documents/document-fonts.js';
import { assetFolder, type AssetName, type BuiltAsset } from './assets.js';
import { LICENCES, licencesIn } from '../pages/legal/licences.js';
import { iconNames } from './icon-names.js';

/*
 * Makes the files of the pages: one style sheet, the scripts, the fonts, the icons. Run by `npm run build`; the
 * server only reads what this leaves.
 */

const root = process.cwd();
const italia = join(root, 'node_modules/bootstrap-italia');
const web = join(root, 'apps/server/src/web');

/** Where they are made: a server that runs has the ones before until all of these are there. */
const making = `${assetFolder}.making`;

const assets: Partial<Record<AssetName, BuiltAsset>> = {};

function keep(name: AssetName, mediaType: string, bytes: Uint8Array): void {
  const [stem = '', ending = ''] = name.split('.');
  const fingerprint = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const file = `${stem}.${fingerprint}.${ending}`;
  const isCompressed = ending !== 'woff2';
  writeFileSync(join(making, file), bytes);
  if (isCompressed) writeFileSync(join(making, `${file}.br`), brotliCompressSync(bytes));
  assets[name] = { file, mediaType, isCompressed };
}

/** The style sheet, with the addresses of the fonts as they have come to be. */
function style(): Buffer {
  const { css } = compile(join(web, 'style/traccia.scss'), {
    style: 'compressed',
    loadPaths: [join(italia, 'src/scss')],
    importers: [new NodePackageImporter()],
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
  });
  return Buffer.from(
    css.replaceAll(/url\("?(titillium-\d+\.woff2)"?\)/g, (_, name: string) => {
      const font = assets[name as AssetName];
      if (font === undefined)
        throw new Error(`The style sheet names a font that is not built: ${name}`);
      return `url(${font.file})`;
    }),
  );
}

function script(entry: 'islands' | 'newer-parts'): Uint8Array {
  const { outputFiles } = buildSync({
    entryPoints: [join(web, `islands/${entry}.ts`)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['chrome120', 'firefox115', 'safari16'],
    legalComments: 'inline',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild gave no script');
  return file.contents;
}

/** The symbols that are used, out of the sprite of bootstrap-italia. */
function icons(): Buffer {
  const sprite = readFileSync(join(italia, 'dist/svg/sprites.svg'), 'utf8');
  const drawn = new Map(
    Array.from(
      sprite.matchAll(/<symbol[^>]*id="it-([\w-]+)"[\s\S]*?<\/symbol>/g),
      ([symbol, name]) => [name, symbol],
    ),
  );
  const symbols = iconNames.map((name) => {
    const symbol = drawn.get(name);
    if (symbol === undefined) throw new Error(`bootstrap-italia has no icon ${name}`);
    return symbol;
  });
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
}

rmSync(making, { recursive: true, force: true });
mkdirSync(making, { recursive: true });
const fonts = join(italia, 'dist/fonts/Titillium_Web/titillium-web-v10-latin-ext_latin-');
keep('titillium-400.woff2', 'font/woff2', readFileSync(`${fonts}regular.woff2`));
keep('titillium-600.woff2', 'font/woff2', readFileSync(`${fonts}600.woff2`));
keep('titillium-700.woff2', 'font/woff2', readFileSync(`${fonts}700.woff2`));
keep('style.css', 'text/css; charset=utf-8', style());
keep('script.js', 'text/javascript; charset=utf-8', script('islands'));
keep('newer-parts.js', 'text/javascript; charset=utf-8', script('newer-parts'));
// The program that verifies stands where the page of the bundles is built: only one page loads it.
const verifier = readFileSync(join(root, 'dist/verify-chain.js'));
keep('verify-chain.js', 'text/javascript; charset=utf-8', verifier);
keep('icons.svg', 'image/svg+xml', icons());
keep('favicon.svg', 'image/svg+xml', readFileSync(join(web, 'style/favicon.svg')));
keep('favicon-trial.svg', 'image/svg+xml', readFileSync(join(web, 'style/favicon-trial.svg')));
// The libraries of what is distributed, each with its licence.
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Parameters<
  typeof licencesIn
>[0];
writeFileSync(join(making, LICENCES), JSON.stringify(licencesIn(lock)));
writeFileSync(join(making, 'assets.json'), JSON.stringify(assets));
rmSync(assetFolder, { recursive: true, force: true });
renameSync(making, assetFolder);

// Documents hold their fonts: these are no files of the pages.
const signs = join(root, 'node_modules/@fontsource/noto-sans-math/files');
mkdirSync(documentFontFolder, { recursive: true });
for (const [face, source] of Object.entries({
  regular: `${fonts}regular.ttf`,
  bold: `${fonts}700.ttf`,
  signs: join(signs, 'noto-sans-math-latin-400-normal.woff'),
} as const)) {
  const file = documentFontFiles[face as keyof typeof documentFontFiles];
  copyFileSync(source, join(documentFontFolder, file));
}
