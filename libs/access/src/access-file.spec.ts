import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AccessFile, numberIn } from './access-file.js';
import { migrations } from './access.schema.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-'));
  path = join(folder, 'access.db');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('The file of accesses', () => {
  it('is made once, and opened again as it is', () => {
    AccessFile.open(path).close();
    const again = AccessFile.open(path);
    expect(numberIn(again.prepare('SELECT count(*) AS n FROM session').get(), 'n')).toBe(0);
    again.close();
  });

  it('overwrites what is deleted', () => {
    const file = AccessFile.open(path);
    expect(numberIn(file.prepare('PRAGMA secure_delete').get(), 'secure_delete')).toBe(1);
    file.close();
  });

  it('is not opened by a program older than its tables', () => {
    AccessFile.open(path).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 999');
    database.close();
    expect(() => AccessFile.open(path)).toThrow('start the newer program');
  });

  it('asks who came in with a provider, before it kept how strongly, to confirm it', () => {
    const before = new DatabaseSync(path);
    for (const migration of migrations.slice(0, 4)) before.exec(migration);
    before.exec('PRAGMA user_version = 4');
    for (const method of ['oidc', 'passkey']) {
      before
        .prepare(
          `INSERT INTO session VALUES (NULL, ?, x'', '', '', '', NULL, ?, 0, '', '', 0, 0, 0)`,
        )
        .run(method, method);
    }
    before.close();
    const file = AccessFile.open(path);
    expect(file.prepare('SELECT method, is_weak FROM session ORDER BY method').all()).toEqual([
      expect.objectContaining({ method: 'oidc', is_weak: 1 }),
      expect.objectContaining({ method: 'passkey', is_weak: 0 }),
    ]);
    file.close();
  });

  it('does a work whole or not at all', () => {
    const file = AccessFile.open(path);
    file.prepare('CREATE TABLE note (text TEXT)').run();
    expect(() => {
      file.atomically(() => {
        file.prepare("INSERT INTO note VALUES ('half')").run();
        throw new Error('the other half fails');
      });
    }).toThrow('the other half fails');
    const count = file.prepare('SELECT count(*) AS n FROM note');
    expect(numberIn(count.get(), 'n')).toBe(0);
    file.atomically(() => file.prepare("INSERT INTO note VALUES ('whole')").run());
    expect(numberIn(count.get(), 'n')).toBe(1);
    file.close();
  });

  it('says which number is missing from a row', () => {
    expect(() => numberIn(undefined, 'n')).toThrow('No number named n');
  });
});
