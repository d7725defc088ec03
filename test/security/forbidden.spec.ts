import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { forbidden, forbiddenIn } from '../../eslint.security.js';

const root = join(import.meta.dirname, '../..');
const linter = new Linter();

function broken(code: string, restrictions: readonly object[]): readonly string[] {
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    rules: { 'no-restricted-syntax': ['error', ...restrictions] },
  } as unknown as Linter.Config;
  return linter
    .verify(code, [config], { filename: 'sample.ts', allowInlineConfig: false })
    .map(({ line, message }) => `${line}: ${message}`);
}

const program = globSync('{apps,libs}/*/src/**/*.ts', { cwd: root }).filter(
  (file) => !/\.(spec|fixture|contract)\.ts$/.test(file),
);

/** What each rule must not let through. */
const samples: Readonly<Record<string, readonly string[]>> = {
  'no-guessable-randomness': ['const token = Math.random().toString(36);'],
  'no-code-from-text': [
    'eval(text);',
    'new Function(text)();',
    'Function(text);',
    "import { runInNewContext } from 'node:vm';",
  ],
  'no-html-from-text': [
    'element.innerHTML = text;',
    'element.outerHTML = text;',
    "element.insertAdjacentHTML('beforeend', text);",
    'const props = { dangerouslySetInnerHTML: { __html: text } };',
    'document.write(text);',
  ],
  'no-messages-between-windows': ["parent.postMessage(text, '*');"],
  'no-other-programs': [
    "import { exec } from 'node:child_process';",
    "import { exec } from 'child_process';",
    "const { exec } = await import('node:child_process');",
  ],
  'no-objects-from-bytes': [
    "import { deserialize } from 'node:v8';",
    "import { parse } from 'yaml';",
  ],
  'no-values-in-sql': [
    'database.exec(`DELETE FROM scheda WHERE id = ${id}`);',
    "database.prepare(`SELECT * FROM scheda WHERE title LIKE '%${title}%'`);",
    'database.prepare(`SELECT * FROM scheda ORDER BY ${query.sort}`);',
    "database.exec('DELETE FROM scheda WHERE id = ' + id);",
  ],
  'no-regular-expression-from-text': ["new RegExp(asked, 'i').test(title);", 'RegExp(asked);'],
  'cryptography-of-node-only': [
    "import crypto from 'node:crypto';",
    "import * as crypto from 'node:crypto';",
    "import { createHash } from 'crypto';",
    "import { createCipheriv, createDiffieHellman } from 'node:crypto';",
    "import { AES } from 'crypto-js';",
    'crypto.getRandomValues(bytes);',
  ],
  'sha-2-only': [
    "createHash('md5');",
    "createHash('sha1');",
    'createHash(algorithm);',
    "createHmac('SHA1', key);",
    "hash('sha1', text);",
  ],
  'aes-gcm-only': [
    "createCipheriv('aes-256-cbc', key, nonce);",
    "createDecipheriv('aes-128-ecb', key, null);",
    'createCipheriv(algorithm, key, nonce);',
  ],
  'no-other-environment': [
    "const isTest = process.env['NODE_ENV'] === 'test';",
    'if (process.env.DEBUG) log();',
  ],
};

describe('What is forbidden', () => {
  it('has samples for each rule', () => {
    expect(Object.keys(samples)).toEqual(forbidden.map(({ id }) => id));
  });

  it.each(Object.entries(samples).flatMap(([id, codes]) => codes.map((code) => [id, code])))(
    '%s is seen in: %s',
    (id, code) => {
      const rule = forbidden.filter((each) => each.id === id);
      const seen = broken(
        code,
        rule.map(({ selector, message }) => ({ selector, message })),
      );
      expect(new Set(seen)).toEqual(new Set([`1: ${rule[0]!.message}`]));
    },
  );
});

it('A constant in SQL is seen by nobody', () => {
  const rule = forbidden.filter(({ id }) => id === 'no-values-in-sql');
  const code = "const sql = `SELECT ${COLUMNS}, ${times('SignedIn')} FROM scheda WHERE id = ?`;";
  expect(
    broken(
      code,
      rule.map(({ selector, message }) => ({ selector, message })),
    ),
  ).toEqual([]);
});

describe('The program', () => {
  it('does nothing that is forbidden', () => {
    expect(program.length).toBeGreaterThan(500);
    const found = program.flatMap((file) =>
      broken(readFileSync(join(root, file), 'utf8'), forbiddenIn(file)).map(
        (line) => `${file}:${line}`,
      ),
    );
    expect(found).toEqual([]);
  });

  it.each(forbidden.flatMap(({ id, except }) => except.map((file) => [id, file])))(
    'needs the exception from %s in %s',
    (id, file) => {
      const { selector, message } = forbidden.find((each) => each.id === id)!;
      expect(broken(readFileSync(join(root, file), 'utf8'), [{ selector, message }])).not.toEqual(
        [],
      );
    },
  );
});
