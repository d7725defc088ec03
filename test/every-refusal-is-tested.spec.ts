import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusalTexts } from '#planning';

const root = join(import.meta.dirname, '..');

/** How a test expects a refusal by its code. */
const expectations = [
  /thenRefused\(\s*'([a-z-]+)'/g,
  /\bcode: '([a-z-]+)'/g,
  /expect\([^;]*\bcode\b[^;]*\)\.toBe\('([a-z-]+)'\)/g,
];

/** The codes that a test expects somebody to hear. */
function expectedIn(spec: string): readonly string[] {
  const text = withoutComments(readFileSync(join(root, spec), 'utf8'));
  return expectations.flatMap((expectation) =>
    [...text.matchAll(expectation)].map(([, code = '']) => code),
  );
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** The tests of views are given refusals that nobody made. */
const givenRefusals = /projection\.spec\.ts$|read-models\.spec\.ts$/;

describe('Every refusal', () => {
  const specs = globSync('libs/planning/**/*.spec.ts', { cwd: root });
  const expected = new Set(
    specs.filter((spec) => !givenRefusals.test(spec)).flatMap((spec) => expectedIn(spec)),
  );

  it.each(Object.keys(refusalTexts))('%s is expected by a test of the domain', (code) => {
    expect(expected).toContain(code);
  });
});
