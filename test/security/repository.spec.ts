import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../../apps/server/src/api/openapi.js';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const run = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly dev?: true; readonly optional?: true }>
  >;
}

describe('The bill of materials', () => {
  it('names every package that comes to run time, with its version and what it is', () => {
    // With --omit=dev it would leave out, too, what is needed at run time and while developing.
    const bill = JSON.parse(run('npm', 'sbom', '--sbom-format=cyclonedx')) as {
      readonly components: readonly {
        readonly name: string;
        readonly version: string;
        readonly purl: string;
        readonly licenses?: readonly object[];
      }[];
    };
    const billed = bill.components.map(({ name, version }) => `${name}@${version}`);
    const { packages } = JSON.parse(read('package-lock.json')) as Lock;
    const locked = Object.entries(packages)
      .filter(([path, { dev, optional }]) => path !== '' && !dev && !optional)
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`);
    expect(locked.length).toBeGreaterThan(50);
    expect(billed).toEqual(expect.arrayContaining([...new Set(locked)]));
    for (const { name, purl, licenses } of bill.components)
      expect({ name, purl, isLicensed: licenses !== undefined }).toEqual({
        name,
        purl: expect.stringMatching(/^pkg:npm\//) as string,
        // 0BSD, which its package calls by a name that no list of licences has; MIT, which stands in a file alone.
        isLicensed: !['htmx.org', 'png-js'].includes(name),
      });
  });
});

/** What secrets look like. */
const secrets: readonly RegExp[] = [
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
  /\bxox[abp]-[A-Za-z0-9-]{20,}/,
  /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/,
  /\btraccia_[0-9a-f]{12}_[A-Za-z0-9_-]{43}/,
  /\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}/,
];
const secretIn = (text: string): string | undefined =>
  secrets.map((each) => each.exec(text)?.[0]).find((each) => each !== undefined);

describe('No secret', () => {
  it('is in any file of the repository', () => {
    const files = run('git', 'ls-files', '-z').split('\0').filter(Boolean);
    expect(files.length).toBeGreaterThan(1_000);
    const found = files.flatMap((file) => {
      const secret = secretIn(read(file));
      return secret === undefined ? [] : [`${file}: ${secret.slice(0, 20)}`];
    });
    expect(found).toEqual([]);
  });

  it.each([
    ['-----BEGIN', 'PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+xYz'].join(' '),
    `AKIA${'A1'.repeat(8)}`,
    `ghp_${'a'.repeat(36)}`,
    `eyJ${'a'.repeat(30)}.eyJ${'b'.repeat(30)}.${'c'.repeat(30)}`,
    `traccia_${'0'.repeat(12)}_${'a'.repeat(43)}`,
  ])('would be overlooked: %s', (text) => {
    expect(secretIn(`before ${text} after`)).toBeDefined();
  });
});

describe('Nobody is asked', () => {
  it('for a hint, or for what their mother was called', () => {
    const described = JSON.stringify(openApiDocument());
    const tables = run('git', 'grep', '-h', 'TEXT', '--', 'libs/access/src');
    expect(described + tables).not.toMatch(
      /hint|secret.?question|security.?question|maiden|suggeriment/i,
    );
  });
});

describe('Types', () => {
  it('are checked strictly, and nothing is equal to what it is not', () => {
    const { compilerOptions } = JSON.parse(read('tsconfig.json')) as {
      readonly compilerOptions: Readonly<Record<string, unknown>>;
    };
    expect(compilerOptions).toMatchObject({
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
    });
    const rules = read('eslint.config.js');
    expect(rules).toContain("eqeqeq: 'error'");
    expect(rules).toContain('strictTypeChecked');
  });
});
