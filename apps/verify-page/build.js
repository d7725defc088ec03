import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Makes `dist/verify.html`: one file that verifies a bundle in a browser, and asks nobody for anything; and
 * `dist/verify-chain.js`, by which a page of the service has the browser verify the service.
 */

const here = import.meta.dirname;
const root = join(here, '../..');

/** Packages that the page may hold. */
const allowed = /^(xstate|temporal-polyfill|temporal-utils)(\/|$)/;

/** What decorates requests: a page makes none, and reads their classes only along with what stands beside them. */
const decorators = /^(class-validator|class-transformer|@nestjs\/(common|cqrs))$/;
async function inertOf({ path }) {
  const names = Object.keys(await import(path)).filter((name) => /^(?!default$)\w+$/.test(name));
  const none = 'function () { return () => {}; }';
  return { contents: names.map((name) => `export const ${name} = ${none};`).join('\n') };
}

/**
 * Of our libraries only what the page reaches comes along: what is not used has no effect by being there. A
 * package that is not allowed stays outside, and would be missed below.
 */
const onlyWhatIsUsed = {
  name: 'only-what-is-used',
  setup({ onLoad, onResolve, resolve }) {
    onLoad({ filter: /./, namespace: 'inert' }, inertOf);
    onResolve({ filter: /./ }, async ({ path, pluginData, importer, kind, resolveDir }) => {
      if (pluginData === 'asked' || kind === 'entry-point') return undefined;
      if (importer.includes('node_modules')) return undefined;
      if (decorators.test(path)) return { path, namespace: 'inert', sideEffects: false };
      if (!/^[#.]/.test(path) && !allowed.test(path))
        return { path, external: true, sideEffects: false };
      const found = await resolve(path, { importer, kind, resolveDir, pluginData: 'asked' });
      return { ...found, sideEffects: false };
    });
  },
};

/** A program for a browser that loads nothing. @param keepNames where guards are known by the names of their functions */
async function programOf(file, keepNames) {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(here, file)],
    ...{ bundle: true, write: false, minify: true, keepNames, metafile: true },
    ...{ platform: 'browser', format: 'iife', target: 'es2023', charset: 'utf8' },
    legalComments: 'none',
    conditions: ['workspace'],
    tsconfig: join(root, 'tsconfig.json'),
    plugins: [onlyWhatIsUsed],
    logLevel: 'error',
  });
  const [{ imports }] = Object.values(metafile.outputs);
  if (imports.length > 0)
    throw new Error(`${file} would load ${imports.map(({ path }) => path).join(', ')}`);
  const [{ text }] = outputFiles;
  return text.trim();
}

const program = (await programOf('src/main.ts', true)).replaceAll('</script', '<\\/script');
const style = readFileSync(join(here, 'src/page.css'), 'utf8').trim();
const hash = (part) => `'sha256-${createHash('sha256').update(part).digest('base64')}'`;
const policy = [
  "default-src 'none'",
  `script-src ${hash(program)}`,
  `style-src ${hash(style)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const page = readFileSync(join(here, 'src/page.html'), 'utf8')
  .replace('__POLICY__', () => policy)
  .replace('<style></style>', () => `<style>${style}</style>`)
  .replace('id="bundle">', 'id="bundle">null')
  .replace('<script></script>', () => `<script>${program}</script>`);
mkdirSync(join(root, 'dist'), { recursive: true });
writeFileSync(join(root, 'dist/verify.html'), page);
writeFileSync(
  join(root, 'dist/verify-chain.js'),
  await programOf('src/chain/verify-chain.ts', false),
);
