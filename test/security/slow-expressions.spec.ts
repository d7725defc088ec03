import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/** So many characters, of a text that somebody sends us: most fields take far fewer. */
const LENGTH = 20_000;

/**
 * Far more than any expression needs for that: one whose work doubles with each character does not end within the life
 * of this machine, one that goes three times over the text not within minutes.
 */
const PATIENCE_MS = 10_000;

interface Expression {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression that is written down in the program. */
function expressions(): readonly Expression[] {
  return globSync('{apps,libs}/*/src/**/*.ts', { cwd: root })
    .filter((file) => !/\.(?:spec|fixture|contract|d)\.ts$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return literalsIn(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true), file);
    });
}

function literalsIn(node: ts.Node, file: string): readonly Expression[] {
  const inside: Expression[] = [];
  node.forEachChild((child) => {
    inside.push(...literalsIn(child, file));
  });
  if (!ts.isRegularExpressionLiteral(node)) return inside;
  const end = node.text.lastIndexOf('/');
  return [{ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) }, ...inside];
}

/** Pieces that an expression takes again and again, as far as one can see from its text. */
function piecesOf(source: string): readonly string[] {
  const plain = source.replaceAll(/\\[bBdDsSwWpP](?:\{[^}]*\})?|[\\^$.*+?()[\]{}|]/g, ' ');
  const words = plain.split(/\s+/).filter((word) => word !== '');
  const usual = [
    'a',
    'A',
    '0',
    ' ',
    '\t',
    '-',
    '.',
    '_',
    '/',
    '"',
    '\n',
    ',',
    ';',
    '=',
    '\\',
    '%',
    'é',
  ];
  return [
    ...new Set([
      ...usual,
      ...words.map((word) => word.slice(0, 8)),
      'a-',
      'a ',
      '0.',
      'a.',
      '""',
      ', ',
    ]),
  ];
}

/** Texts that begin as the expression likes them and end as it does not: there it would go back. */
function textsFor(source: string): readonly string[] {
  const begins = ['', source.replaceAll(/[\\^$.*+?()[\]{}|]/g, '').slice(0, 12)];
  return piecesOf(source).flatMap((piece) =>
    begins.map((begin) => `${begin}${piece.repeat(LENGTH / piece.length)}\u0000!`),
  );
}

/** Whether the expression has done with all of these texts in time. */
function isDone({ source, flags }: Expression, texts: readonly string[]): boolean {
  try {
    runInNewContext(
      'const e = new RegExp(source, flags); for (const t of texts) { e.lastIndex = 0; e.test(t); }',
      { source, flags, texts },
      { timeout: PATIENCE_MS },
    );
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}

describe('A regular expression of the program', () => {
  it('has done with any long text in time', () => {
    const all = expressions();
    expect(all.length).toBeGreaterThan(100);
    const slow = all.filter((each) => !isDone(each, textsFor(each.source)));
    expect(slow).toEqual([]);
  }, 600_000);

  it('that doubles its work with each character would be seen', () => {
    const doubling = { file: '', source: '^(a+)+$', flags: '' };
    expect(isDone(doubling, textsFor(doubling.source))).toBe(false);
  });
});
