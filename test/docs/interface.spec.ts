import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './deployment.js';
import { pageText } from './generated-part.js';

/** The rows of the table: what somebody expects, how it is here, what proves it. */
const rows = pageText('docs/interface.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (Thing|-+) /.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim()))
  .map(([thing = '', here = '', proved = '', ...more]) => ({ thing, here, proved, more }));

/** Every test that the page names. */
const named = [...pageText('docs/interface.md').matchAll(/`([^`]+\.spec\.ts)`\s“([^”]+)”/g)].map(
  ([, file = '', title = '']) => ({ file, title }),
);

/** Whether a test of the file has this title. */
function hasTest(file: string, title: string): boolean {
  const path = join(root, file);
  return existsSync(path) && readFileSync(path, 'utf8').includes(`'${title}'`);
}

describe('docs/interface.md', () => {
  it('has every small thing that is expected, each once', () => {
    expect(rows.length).toBeGreaterThanOrEqual(45);
    expect(new Set(rows.map(({ thing }) => thing)).size).toBe(rows.length);
    expect(rows.filter(({ more }) => more.length > 0)).toEqual([]);
  });

  it.each(rows)('says of “$thing” how it is here, and what proves it', ({ here, proved }) => {
    expect(here.length).toBeGreaterThan(20);
    expect(proved).toMatch(/^(`[^`]+\.spec\.ts` “[^”]+”(; )?)+$/);
  });

  it.each(named)('names a test that is there: $file “$title”', ({ file, title }) => {
    expect([file, title, hasTest(file, title)]).toEqual([file, title, true]);
  });
});
