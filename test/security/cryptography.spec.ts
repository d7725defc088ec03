import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PASSWORD_COST } from '../../libs/access/src/accounts/passwords.js';
import { PASSWORD_SALT_BYTES } from '../../libs/access/src/accounts/password-hash.js';
import { TOTP_SECRET_BYTES } from '../../libs/access/src/accounts/totp-code.js';
import { ACCESS_KEY_BYTES } from '../../libs/access/src/access-key.js';
import { ONE_TIME_CODE_BYTES } from '../../libs/access/src/one-time-code.js';
import { SESSION_SECRET_BYTES } from '../../libs/access/src/sessions/session-text.js';
import { KEY_BYTES } from '../../libs/people/src/subject-keys/data-key.js';
import { TOKEN_SECRET_BYTES } from '../../libs/people/src/token-text.js';
import { pageText } from '../docs/generated-part.js';

const root = join(import.meta.dirname, '../..');
const rows = pageText('docs/cryptography.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
const rowOf = (name: string): readonly string[] => rows.find(([first]) => first === name) ?? [];

/** What a file takes from node:crypto, but for ids that only have to differ, and types. */
function takenBy(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^import \{([^}]*)\} from 'node:crypto';/gm)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim().split(' as ')[0]!)
    .filter((name) => name !== '' && name !== 'randomUUID' && !name.startsWith('type '));
}

const files = globSync('{apps,libs}/*/src/**/*.ts', { cwd: root })
  .filter((file) => !/\.(spec|fixture|contract)\.ts$/.test(file) && takenBy(file).length > 0)
  .sort();

/** What stands in the row of a file that uses one of these. */
const words: Readonly<Record<string, RegExp>> = {
  argon2: /argon2id/,
  createCipheriv: /AES-256-GCM/,
  createDecipheriv: /AES-256-GCM/,
  createHash: /SHA-256|constant time/,
  hash: /SHA-256/,
  createHmac: /HMAC/,
  hkdfSync: /HKDF/,
  scrypt: /scrypt/,
  randomBytes: /random/,
  createPrivateKey: /RSA|Ed25519/,
};

describe('docs/cryptography.md', () => {
  it('has a row for each file of the program that does cryptography, and for no other', () => {
    const told = rows.flatMap(([first = '']) => /^`((?:apps|libs)\/.+)`$/.exec(first)?.[1] ?? []);
    expect(told).toEqual(files);
  });

  it.each(files)('says what %s does it with', (file) => {
    const [, purpose = '', algorithm = ''] = rowOf(`\`${file}\``);
    for (const name of takenBy(file)) {
      const word = words[name];
      if (word)
        expect({ name, told: `${purpose}: ${algorithm}` }).toMatchObject({
          told: expect.stringMatching(word) as string,
        });
    }
  });

  it.each<[string, number]>([
    ['key of the installation', ACCESS_KEY_BYTES],
    ['wrapping key of the subjects', KEY_BYTES],
    ['key of a subject', KEY_BYTES],
    ['secret of a session', SESSION_SECRET_BYTES],
    ['secret of a token', TOKEN_SECRET_BYTES],
    ['secret of an app (TOTP)', TOTP_SECRET_BYTES],
    ['one-time code', ONE_TIME_CODE_BYTES],
    ['salt of a password', PASSWORD_SALT_BYTES],
  ])('says how many bytes a %s has, and they are 128 bits or more', (name, bytes) => {
    expect(rowOf(name)[1]).toBe(String(bytes));
    expect(bytes * 8).toBeGreaterThanOrEqual(128);
  });

  it('says of each key where it is kept, and how long', () => {
    const keys = rows.filter((row) => row.length === 4 && !/^(what|-+)$/.test(row[0]!));
    expect(keys).toHaveLength(18);
    for (const [name, , place, life] of keys)
      expect({ name, isTold: place !== '' && life !== '' }).toEqual({ name, isTold: true });
  });

  it('says what a password costs', () => {
    const { memoryKibibytes, passes, lanes } = PASSWORD_COST;
    const [, , algorithm] = rowOf('`libs/access/src/accounts/password-hash.ts`');
    expect(algorithm).toBe(
      `argon2id, ${memoryKibibytes / 1024} MiB, ${passes} passes, ${lanes} lane`,
    );
  });
});
