import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageText } from './generated-part.js';

const root = join(import.meta.dirname, '../..');

/** The rows of the table: number, rule, what enforces it, what proves it. */
const rows = pageText('docs/invariants.md')
  .split('\n')
  .filter((line) => /^\| \d+ +\|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, number = '', , enforced = '', proved = '']) => ({ number, enforced, proved }));

/** Whether a test of the file has this title. */
function hasTest(file: string, title: string): boolean {
  return readFileSync(join(root, file), 'utf8').includes(`'${title}'`);
}

describe('docs/invariants.md', () => {
  it('has twenty-one rules, in their order', () => {
    expect(rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 21 }, (_, index) => String(index + 1)),
    );
  });

  it.each(rows)('rule $number is enforced where it says, if it says where', ({ enforced }) => {
    const files = [...enforced.matchAll(/`([^`]+\.ts)`/g)].map(([, file = '']) => file);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it.each(rows)('rule $number is proved by the tests it names, if it is enforced', (row) => {
    const tests = [...row.proved.matchAll(/`([^`]+)` “([^”]+)”/g)];
    const missing = tests.filter(([, file = '', title = '']) => !hasTest(file, title));
    expect(missing.map(([each]) => each)).toEqual([]);
    expect(tests.length > 0).toBe(!row.enforced.startsWith('not there yet'));
  });
});
