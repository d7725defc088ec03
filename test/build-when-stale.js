import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist/build.tsbuildinfo');

/** Some tests run the built programs as people do. Builds them before all tests, if a source is newer. */
export default function buildWhenStale() {
  const sources = globSync('{apps,libs}/*/src/**/*.{ts,json}', { cwd: root });
  const newest = Math.max(...sources.map((file) => statSync(join(root, file)).mtimeMs));
  if (newest <= (statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0)) return;
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
    { stdio: 'inherit' },
  );
}
