import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectGeneratedPage, pageText } from './generated-part.js';

const root = join(import.meta.dirname, '../..');

interface Requirement {
  readonly id: string;
  readonly level: 1 | 2;
  /** What is checked, in our words. */
  readonly check: string;
  readonly by: readonly string[];
  readonly tests: readonly { readonly file: string; readonly name: string }[];
  /** Why it is not proved, or not wholly; absent where it is. */
  readonly open?: string;
}
interface Register {
  readonly standard: string;
  readonly chapters: readonly { readonly id: string; readonly title: string }[];
  readonly requirements: readonly Requirement[];
  readonly notApplicable: readonly { readonly ids: readonly string[]; readonly why: string }[];
}

const register = JSON.parse(pageText('docs/asvs.json')) as Register;
const { requirements } = register;
const others = register.notApplicable.flatMap(({ ids }) => ids);

describe('docs/asvs.json', () => {
  it('names each requirement of level 1 and 2 once: 253 of them', () => {
    const ids = [...requirements.map(({ id }) => id), ...others];
    expect(new Set(ids).size).toBe(253);
    expect(ids).toHaveLength(253);
  });

  it('says of each that applies which test proves it, or why none does', () => {
    const silent = requirements.filter(({ tests, open }) => tests.length === 0 && !open);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('names tests in files that are there', () => {
    const files = new Set(requirements.flatMap(({ tests }) => tests.map(({ file }) => file)));
    for (const file of files) {
      expect(existsSync(join(root, file)) ? file : `${file} is missing`).toBe(file);
      // A test that nobody runs proves nothing: what Jest looks for are specs.
      expect(file).toMatch(/^(?:apps|libs|test)\/.*\.spec\.ts$/);
    }
  });

  it('names tests by more than nothing', () => {
    for (const { id, tests } of requirements)
      for (const { file, name } of tests) {
        const [word = ''] = /[\p{L}-]{3,}/u.exec(name) ?? [];
        expect([id, word === '', readFileSync(join(root, file), 'utf8').includes(word)]).toEqual([
          id,
          false,
          true,
        ]);
      }
  });
});

describe('docs/asvs.md', () => {
  it('says the same for people', () => {
    expectGeneratedPage('docs/asvs.md', page());
  });
});

function page(): string {
  const proved = requirements.filter(({ open }) => open === undefined);
  const partly = requirements.filter(({ open, tests }) => open !== undefined && tests.length > 0);
  const open = requirements.length - proved.length - partly.length;
  return `# ${register.standard}, level 2

What the standard asks of an application like this one, and the tests that prove it. A test named here that is missing or
does not pass fails the build (\`test/asvs.reporter.js\`). The words are ours; the numbers are those of the
[standard](https://github.com/OWASP/ASVS/tree/v5.0.0). The same, for machines: [asvs.json](asvs.json).

Of ${requirements.length} requirements that apply, ${proved.length} are proved, ${partly.length} in part, ${open} are open;
${others.length} do not apply.

${register.chapters.map(chapter).join('\n\n')}

## Not applicable

| requirements | why |
|---|---|
${register.notApplicable.map(({ ids, why }) => `| ${ids.join(', ')} | ${escaped(why)} |`).join('\n')}
`;
}

function chapter({ id, title }: Register['chapters'][number]): string {
  const rows = requirements.filter((each) => each.id.startsWith(`${id.slice(1)}.`)).map(row);
  return [
    `## ${id} ${title}`,
    '',
    '| id | level | what is checked | proof |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function row({ id, level, check, tests, open }: Requirement): string {
  const proofs = tests.map(({ file, name }) => `\`${file}\`: ${escaped(name)}`);
  const rest = open === undefined ? [] : [`**open**: ${escaped(open)}`];
  return `| ${id} | ${level} | ${escaped(check)} | ${[...proofs, ...rest].join('; ')} |`;
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
