import { readFileSync } from 'node:fs';

const fileOf = (path: string): string =>
  readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface Lock {
  readonly packages: Readonly<Record<string, { readonly license?: string; readonly dev?: true }>>;
}
interface Row {
  readonly name: string;
  readonly reason: string;
  readonly licence: string;
}

/** Licences that ask for their notice to stay and put no terms on what is distributed beside them. */
const PERMISSIVE = new Set([
  '(BSD-3-Clause AND Apache-2.0)',
  '0BSD',
  // The same under an older name.
  'BSD-0-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
]);

/**
 * Used as it is and never altered: MPL-2.0 asks that of its own files alone, and is among the licences that the
 * EUPL-1.2 names as compatible (appendix). EPL-2.0 asks the same; the package leaves us the choice.
 */
const UNALTERED = new Map([
  ['ical.js', 'MPL-2.0'],
  ['elkjs', 'EPL-2.0 OR GPL-3.0-or-later'],
]);

/** Packages whose description says no licence, with the one that stands in their file LICENSE. */
const BY_THEIR_FILE = new Map([['node_modules/png-js', 'MIT License']]);

/** Asks for more than its notice, which is no matter for what only tests use and nobody is given. */
const OF_TESTS = new Set(['MPL-2.0', '(ISC AND CC-BY-3.0)']);

/** Asks nothing of the documents a font is used in, and nothing of the program beside it. */
const OF_FONTS = new Map([['@fontsource/noto-sans-math', 'OFL-1.1']]);

/** The rows of the page's tables: a package in code quotes, a reason, a licence. */
function rowsOf(page: string): Row[] {
  return page.split('\n').flatMap((line) => {
    const [, name, reason = '', licence = ''] =
      /^\| `([^`]+)` *\|([^|]*)\|([^|]*)\|$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, reason: reason.trim(), licence: licence.trim() }];
  });
}

/** One release and no other: no range, no tag, no address. */
function isExact(version: string): boolean {
  return /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version);
}

/** Whether a package says nothing of its licence but by the file that it brings. */
function isByItsFile(path: string, licence: string): boolean {
  const title = BY_THEIR_FILE.get(path);
  return licence === 'none' && title !== undefined && fileOf(`${path}/LICENSE`).startsWith(title);
}

const manifest = JSON.parse(fileOf('package.json')) as Manifest;
const lock = JSON.parse(fileOf('package-lock.json')) as Lock;
const versions = { ...manifest.dependencies, ...manifest.devDependencies };
const rows = rowsOf(fileOf('docs/decisions/dependencies.md'));

describe('every dependency has a reason', () => {
  it('stands on the page once, with a reason', () => {
    const explained = rows.filter(({ reason }) => reason !== '').map(({ name }) => name);
    expect(explained.sort()).toEqual(Object.keys(versions).sort());
  });

  it('has an exact version', () => {
    expect(Object.entries(versions).filter(([, version]) => !isExact(version))).toEqual([]);
  });

  it('has the licence that the page says', () => {
    const stated = rows.map(({ name }) => {
      const { license } = JSON.parse(fileOf(`node_modules/${name}/package.json`)) as {
        license: string;
      };
      return { name, licence: license };
    });
    expect(rows.map(({ name, licence }) => ({ name, licence }))).toEqual(stated);
  });

  it('has a permissive licence, and so has all that it brings to run time', () => {
    const direct = rows.filter(
      ({ name, licence }) =>
        !PERMISSIVE.has(licence) &&
        UNALTERED.get(name) !== licence &&
        OF_FONTS.get(name) !== licence &&
        !(OF_TESTS.has(licence) && name in manifest.devDependencies),
    );
    const brought = Object.entries(lock.packages).filter(
      ([path, { dev, license = 'none' }]) =>
        path !== '' &&
        !dev &&
        !PERMISSIVE.has(license) &&
        !isByItsFile(path, license) &&
        UNALTERED.get(path.replace('node_modules/', '')) !== license,
    );
    expect({ direct, brought }).toEqual({ direct: [], brought: [] });
  });
});

describe('the check itself', () => {
  it.each(['1.2.3', '1.2.3-beta.4'])('takes %s for exact', (version) => {
    expect(isExact(version)).toBe(true);
  });

  it.each(['^1.2.3', '~1.2.3', '1.2', '*', 'latest', '>=1.2.3', 'file:../x', 'npm:x@1.2.3'])(
    'does not take %s for exact',
    (version) => {
      expect(isExact(version)).toBe(false);
    },
  );

  it('reads a row only when it is a whole row', () => {
    expect(rowsOf('| `one` | because | MIT |\n| two | because | MIT |\n| `three` | MIT |')).toEqual(
      [{ name: 'one', reason: 'because', licence: 'MIT' }],
    );
  });
});
