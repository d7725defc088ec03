import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

const sources = [
  '{apps,libs}/*/src/**/*.{ts,tsx,json,scss,svg}',
  // What goes into the files of the pages.
  'node_modules/{bootstrap-italia,htmx.org}/package.json',
];

/** What is built, in this order, and by which program. */
const parts = [
  {
    built: 'dist/build.tsbuildinfo',
    program: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
  },
  {
    // What verifies in a browser: a page of its own, and a file of our pages.
    built: 'dist/verify-chain.js',
    program: ['apps/verify-page/build.js'],
  },
  {
    // Without the files of the pages no server starts.
    built: 'dist/apps/server/public/assets.json',
    program: ['dist/apps/server/src/web/assets/build-assets.js'],
  },
];

const changedMs = (file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Some tests run the built programs as people do, and every server sends the files of the pages. Builds before all
 * tests what is older than a source, or not there.
 */
export default function buildWhenStale() {
  const newest = Math.max(...globSync(sources, { cwd: root }).map(changedMs));
  for (const { built, program } of parts) {
    if (newest > changedMs(built))
      execFileSync(process.execPath, program, { cwd: root, stdio: 'inherit' });
  }
}
