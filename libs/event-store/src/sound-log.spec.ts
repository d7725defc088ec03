import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { DamagedLog } from './damaged-log.js';
import { allOf } from './all-of.js';
import { anEvent, someEvents } from './event.fixture.js';
import { mustBeSound } from './sound-log.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

const EVENTS = 40;
const PAGE_BYTES = 4_096;

describe('A log', () => {
  const folder = temporaryFolder();
  let store: SqliteEventStore;
  let original: string;
  let copy: string;
  beforeEach(async () => {
    original = join(folder(), 'log.db');
    copy = join(folder(), 'copy.db');
    store = SqliteEventStore.open({ file: original });
    await store.append('cycle-1', someEvents(EVENTS / 2), 'none');
    await store.append('cycle-2', someEvents(EVENTS / 2), 'none');
  });
  afterEach(() => store.close());

  /** What is found at fault with the copy; undefined where nothing is. In any case nothing is written. */
  function faultOfCopy(maxWholeBytes?: number): string | undefined {
    const bytes = () =>
      [copy, `${copy}-wal`].map((file) =>
        existsSync(file) ? readFileSync(file, 'latin1') : undefined,
      );
    const before = bytes();
    try {
      mustBeSound(copy, maxWholeBytes);
      return undefined;
    } catch (error) {
      if (!(error instanceof DamagedLog)) throw error;
      expect(error.message).toMatch(/Il registro .*copy\.db.* \/ The log .*copy\.db.*log-damaged/);
      return error.fault;
    } finally {
      expect(bytes()).toEqual(before);
    }
  }

  /** How many facts a store that goes on from the copy has, once it has written one more. */
  async function goesOn(): Promise<number> {
    const other = SqliteEventStore.open({ file: copy });
    await other.append('cycle-1', [anEvent()], 'exists');
    const facts = await allOf(other.readAll());
    await other.close();
    return facts.length;
  }

  const sql = (file: string, statements: string): void => {
    const database = new DatabaseSync(file);
    database.exec(statements);
    database.close();
  };

  describe('that was closed', () => {
    beforeEach(async () => {
      await store.close();
      copyFileSync(original, copy);
    });

    it('is sound', async () => {
      expect(faultOfCopy()).toBeUndefined();
      expect(await goesOn()).toBe(EVENTS + 1);
    });

    it('is not, cut off anywhere', () => {
      const { length } = readFileSync(copy);
      for (const kept of [0, 50, 100, PAGE_BYTES, length / 2, length - PAGE_BYTES, length - 1]) {
        copyFileSync(original, copy);
        truncateSync(copy, kept);
        expect([kept, faultOfCopy()]).toEqual([kept, expect.any(String)]);
      }
    });

    it.each([
      ['noise', Buffer.alloc(PAGE_BYTES, 'noise')],
      ['zeros', Buffer.alloc(PAGE_BYTES)],
    ])('is not, any of its pages being %s', (_what, page) => {
      const whole = readFileSync(original);
      for (let at = 0; at < whole.length; at += PAGE_BYTES) {
        const flipped = Buffer.from(whole);
        page.copy(flipped, at);
        writeFileSync(copy, flipped);
        expect([at, faultOfCopy()]).toEqual([at, expect.any(String)]);
      }
    });

    it('is not, a page at its end being noise, even where it is too large to look at all of it', () => {
      const flipped = readFileSync(copy);
      const at = flipped.lastIndexOf('"clerk"');
      flipped.fill('noise', at - (at % PAGE_BYTES), at - (at % PAGE_BYTES) + PAGE_BYTES);
      writeFileSync(copy, flipped);
      expect(faultOfCopy(0)).toBe('unreadable');
    });

    it.each([
      ['a fact', `DELETE FROM event WHERE position = ${EVENTS - 5}`],
      ['a revision', `UPDATE event SET revision = 99 WHERE position = ${EVENTS}`],
      ['the name of a stream', 'DELETE FROM stream WHERE id = 1'],
      ['the kind of its facts', 'DELETE FROM kind WHERE id = 1'],
    ])('is not, where its end lacks %s', (_what, change) => {
      const triggers = ['stream_refuses_delete', 'kind_refuses_delete', 'event_refuses_delete']
        .concat('event_refuses_update')
        .map((trigger) => `DROP TRIGGER ${trigger};`);
      sql(copy, `PRAGMA foreign_keys = OFF; ${triggers.join('')} ${change}`);
      expect(faultOfCopy()).toBe('last-facts');
    });

    it('passes for sound with a letter changed in a text: nobody keeps a checksum of it', () => {
      const changed = readFileSync(copy);
      changed.write('k', changed.lastIndexOf('"clerk"') + 1);
      writeFileSync(copy, changed);
      expect(faultOfCopy()).toBeUndefined();
    });

    it('is not, being something else', () => {
      writeFileSync(copy, 'Deliberazione '.repeat(100));
      expect(faultOfCopy()).toBe('not-a-database');
    });

    it('is not opened when it is not sound', () => {
      truncateSync(copy, PAGE_BYTES);
      expect(() => SqliteEventStore.open({ file: copy })).toThrow(DamagedLog);
      expect(readFileSync(copy)).toHaveLength(PAGE_BYTES);
    });
  });

  describe('in use', () => {
    it('is sound, copied with its write-ahead file, and goes on where it was', async () => {
      copyFileSync(original, copy);
      copyFileSync(`${original}-wal`, `${copy}-wal`);
      expect(faultOfCopy()).toBeUndefined();
      expect(await goesOn()).toBe(EVENTS + 1);
    });

    it('is not, copied without it or with nothing in it', () => {
      copyFileSync(original, copy);
      expect(faultOfCopy()).toBe('write-ahead-missing');
      writeFileSync(`${copy}-wal`, '');
      expect(faultOfCopy()).toBe('write-ahead-missing');
    });

    it('is not, only the write-ahead file being there', () => {
      copyFileSync(`${original}-wal`, `${copy}-wal`);
      expect(faultOfCopy()).toBe('log-missing');
    });

    it('is not, cut off beside a write-ahead file that does not make up for it', async () => {
      await store.close();
      store = SqliteEventStore.open({ file: original });
      copyFileSync(original, copy);
      copyFileSync(`${original}-wal`, `${copy}-wal`);
      truncateSync(copy, 2 * PAGE_BYTES);
      expect(faultOfCopy()).toBe('unreadable');
    });

    it('is sound as VACUUM INTO copies it', async () => {
      sql(original, `VACUUM INTO '${copy}'`);
      expect(faultOfCopy()).toBeUndefined();
      expect(await goesOn()).toBe(EVENTS + 1);
    });

    it('looks as if it lacked something as the backup of SQLite copies it, until VACUUM INTO did', async () => {
      const between = join(folder(), 'backup.db');
      const database = new DatabaseSync(original);
      await backup(database, between);
      database.close();
      copyFileSync(between, copy);
      expect(faultOfCopy()).toBe('write-ahead-missing');
      const other = join(folder(), 'other.db');
      sql(between, `VACUUM INTO '${other}'`);
      copyFileSync(other, copy);
      expect(faultOfCopy()).toBeUndefined();
      expect(await goesOn()).toBe(EVENTS + 1);
    });
  });

  it('that is not there yet is sound', () => {
    expect(faultOfCopy()).toBeUndefined();
  });
});
