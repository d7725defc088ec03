import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { allOf } from './all-of.js';
import { DamagedLog } from './damaged-log.js';
import { anEvent, someEvents } from './event.fixture.js';
import { factLine, logDigest } from './fact-line.js';
import { Child } from './killable-child.fixture.js';
import { LogFile } from './log-file.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

const folder = temporaryFolder();
const file = (name: string): string => join(folder(), name);

function lookingAt<Result>(name: string, inUse: boolean, look: (log: LogFile) => Result): Result {
  const log = LogFile.open(file(name), inUse);
  try {
    return look(log);
  } finally {
    log.close();
  }
}
const copyOf = (name: string): string[] =>
  lookingAt(name, false, (log) => [...log.facts()].map((fact) => factLine(fact).toString('utf8')));

describe('A backup', () => {
  it('is the log as it is, while a server has it open, and can be told by its last fact', async () => {
    const store = SqliteEventStore.open({ file: file('log.db') });
    await store.append('cycle-1', someEvents(3), 'none');
    await store.append('cycle-2', someEvents(2), 'none');
    lookingAt('log.db', true, (log) => {
      log.copyTo(file('backup.db'));
    });
    await store.append('cycle-1', [anEvent()], 'exists');
    expect(readdirSync(folder()).filter((name) => name.startsWith('backup'))).toEqual([
      'backup.db',
    ]);
    const facts = (await allOf(store.readStored())).slice(0, 5);
    expect(copyOf('backup.db')).toEqual(facts.map((fact) => factLine(fact).toString('utf8')));
    const digest = await lookingAt('backup.db', false, (log) => logDigest([...log.facts()]));
    expect(digest).toMatchObject({ facts: 5, last: { position: 5 } });
    expect(digest).toEqual(await logDigest(facts));
    await store.close();
  });

  it('of a log that another process is writing to holds all that was acknowledged, and no half', async () => {
    const child = new Child('append', file('log.db'));
    let said: readonly string[];
    try {
      await child.said(100);
      said = [...child.lines];
      for (const name of ['one.db', 'two.db']) {
        lookingAt('log.db', true, (log) => {
          log.copyTo(file(name));
        });
      }
      const written = child.lines.length;
      await child.said(written + 50); // it was not kept waiting
    } finally {
      await child.kill();
    }
    const all = copyOf('log.db');
    for (const name of ['one.db', 'two.db']) {
      const facts = copyOf(name);
      expect(facts.length % 2).toBe(0);
      expect(facts.length).toBeLessThan(all.length);
      expect(facts).toEqual(all.slice(0, facts.length));
      for (const line of said)
        for (const id of line.split(' ').slice(1))
          expect(facts.some((fact) => fact.includes(id))).toBe(true);
    }
    const restored = SqliteEventStore.open({ file: file('one.db') });
    await restored.append('writer-1', [anEvent()], 'exists');
    await restored.close();
  });

  it('takes the place of what an earlier one that was killed has left', async () => {
    const store = SqliteEventStore.open({ file: file('log.db') });
    await store.append('cycle-1', someEvents(3), 'none');
    writeFileSync(file('backup.db.partial'), 'half');
    lookingAt('log.db', true, (log) => {
      log.copyTo(file('backup.db'));
    });
    expect(copyOf('backup.db')).toHaveLength(3);
    expect(existsSync(file('backup.db.partial'))).toBe(false);
    await store.close();
  });

  it('leaves nothing beside the file that it looks at', async () => {
    const store = SqliteEventStore.open({ file: file('log.db') });
    await store.append('cycle-1', someEvents(3), 'none');
    await store.close();
    expect(copyOf('log.db')).toHaveLength(3);
    expect(readdirSync(folder())).toEqual(['log.db']);
  });

  it.each([
    ['is not there', () => undefined],
    [
      'is another database',
      (name: string) => {
        const database = new DatabaseSync(name);
        database.exec('CREATE TABLE event (position INTEGER PRIMARY KEY); PRAGMA user_version = 1');
        database.close();
      },
    ],
    [
      'is no database',
      (name: string) => {
        writeFileSync(name, 'words');
      },
    ],
    [
      'is of a later version',
      (name: string) => {
        const store = SqliteEventStore.open({ file: name });
        void store.close();
        const database = new DatabaseSync(name);
        database.exec('PRAGMA user_version = 99');
        database.close();
      },
    ],
  ])('of a file that %s is refused', (_what, make) => {
    make(file('strange.db'));
    expect(() => LogFile.open(file('strange.db'), false)).toThrow(DamagedLog);
  });
});
