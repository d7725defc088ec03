import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pagesIn, pageText } from './generated-part.js';

const root = join(import.meta.dirname, '../..');
/** What paths begin at, as docs/extending/README.md says. */
const homes = ['', 'libs/planning/src', 'apps/server/src/api'];
const folder = 'docs/extending';
const guides = pagesIn(folder);

/** Where a path that a page names is, from the root of the repository; undefined where it is nowhere. */
const placeOf = (path: string): string | undefined =>
  homes.map((home) => join(home, path)).find((place) => existsSync(join(root, place)));

/** The paths between backticks; those with a `<thing>` in them are patterns, and are left alone. */
function pathsIn(page: string): readonly string[] {
  const quoted = [...pageText(page).matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);
  const isFile = /^[\w.-]+(\/[\w.-]+)*\.(ts|js|json|md|ndjson)$/;
  const isFolder = /^[\w.-]+(\/[\w.-]+)*\/$|^(apps|docs|libs|test)\/[\w./-]+$/;
  return quoted.filter((words) => isFile.test(words) || isFolder.test(words));
}

/** The tests a page names: `file` “title”. */
function testsIn(page: string): readonly { readonly file: string; readonly title: string }[] {
  const text = pageText(page).replace(/\s+/g, ' ');
  return [...text.matchAll(/`([^`]+\.spec\.ts)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({
    file,
    title,
  }));
}

/** Where the links of a page lead, within the repository. */
function linksIn(page: string): readonly string[] {
  const links = [...pageText(page).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)];
  return links.map(([, target = '']) => join(dirname(page), target));
}

describe.each([...guides.map((page) => `${folder}/${page}`), 'docs/architecture.md', 'README.md'])(
  '%s',
  (page) => {
    it('names only files and folders that are there', () => {
      expect(pathsIn(page).filter((path) => placeOf(path) === undefined)).toEqual([]);
    });

    it('names only tests that are there', () => {
      const missing = testsIn(page).filter(({ file, title }) => {
        const place = placeOf(file);
        return !place || !readFileSync(join(root, place), 'utf8').includes(title);
      });
      expect(missing).toEqual([]);
    });

    it('links only to what is there', () => {
      expect(linksIn(page).filter((target) => !existsSync(join(root, target)))).toEqual([]);
    });
  },
);

describe('docs/extending', () => {
  const others = guides.filter((page) => page !== 'README.md');

  it('lists every page', () => {
    const listed = linksIn(`${folder}/README.md`);
    expect(others.filter((page) => !listed.includes(`${folder}/${page}`))).toEqual([]);
  });

  it.each(others)('%s is short', (page) => {
    expect(pageText(`${folder}/${page}`).trimEnd().split('\n').length).toBeLessThanOrEqual(65);
  });

  it.each(others.filter((page) => page !== 'definition.md'))(
    '%s says what fails when a step is forgotten',
    (page) => {
      expect(pageText(`${folder}/${page}`)).toContain('\n## When a step is forgotten\n');
    },
  );
});
