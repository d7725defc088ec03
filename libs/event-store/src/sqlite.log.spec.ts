import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { anAppend, anEvent } from './event.fixture.js';
import { prepareAppend } from './prepared-append.js';
import { bytesOf } from './stored-bytes.js';
import { SqliteLog } from './sqlite.log.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

describe('SqliteLog', () => {
  const folder = temporaryFolder();
  let file: string;
  let log: SqliteLog;
  beforeEach(() => {
    file = join(folder(), 'log.db');
    log = new SqliteLog(file, 'create');
  });
  afterEach(() => {
    log.close();
  });

  const append = (stream: string, type?: string, nowMs = 0) => {
    log.transaction(nowMs, () => {
      log.append(anAppend(stream, type));
    });
  };
  const REPLACE = `INSERT OR REPLACE INTO event SELECT position, stream_id, revision, id, kind_id,
    created_ms, '{}', metadata, json, again FROM event`;

  describe('is append-only:', () => {
    beforeEach(() => {
      append('cycle-1');
    });

    it.each([
      "UPDATE event SET data = '{}'",
      'DELETE FROM event',
      "UPDATE stream SET name = 'x'",
      'DELETE FROM kind',
      'DROP TABLE event',
      'DROP TRIGGER event_refuses_update',
      'DROP INDEX event_kind',
      'ALTER TABLE event RENAME TO other',
      'CREATE TABLE other (id INTEGER)',
      'PRAGMA recursive_triggers = OFF',
      'PRAGMA writable_schema = ON',
      "ATTACH ':memory:' AS other",
    ])('its own connection may not %s', (sql) => {
      expect(() => {
        log.database.exec(sql);
      }).toThrow('not authorized');
    });

    it('its own connection may not replace either', () => {
      expect(() => {
        log.database.exec(REPLACE);
      }).toThrow('append-only');
    });

    it.each(["UPDATE event SET data = '{}'", 'DELETE FROM event', 'DELETE FROM stream', REPLACE])(
      'any other connection is refused as well: %s',
      (sql) => {
        const other = new DatabaseSync(file);
        other.exec('PRAGMA recursive_triggers = ON');
        expect(() => {
          other.exec(sql);
        }).toThrow('append-only');
        other.close();
      },
    );

    it('and nothing of all that changed it', () => {
      const [row] = log.streamPage('cycle-1', 0, true, 10).rows;
      expect(log.event(row!).data).toEqual(anEvent().data);
    });
  });

  it('writes to the disk before it answers, in write-ahead mode', () => {
    log.database.setAuthorizer(null);
    const pragma = (name: string) => log.database.prepare(`PRAGMA ${name}`).get()?.[name];
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
  });

  it('notices that another connection has written', () => {
    append('cycle-1', 'First', 5_000);
    const other = new SqliteLog(file, 'open');
    other.transaction(9_000, () => {
      other.append(anAppend('cycle-1', 'Foreign'));
    });
    other.close();
    append('cycle-1', 'Third', 6_000);
    const { rows } = log.streamPage('cycle-1', 0, true, 10);
    expect(rows.map((row) => log.event(row))).toMatchObject([
      { revision: 0, type: 'First', createdMs: 5_000 },
      { revision: 1, type: 'Foreign', createdMs: 9_000 },
      { revision: 2, type: 'Third', createdMs: 9_000 },
    ]);
    expect(log.logPage(0, true, 10, { types: ['Foreign'] }).rows).toHaveLength(1);
  });

  it('keeps what another program wrote as it is, also an id for the second time', () => {
    const id = '00000000-0000-4000-8000-000000000001';
    const bytes = Buffer.from([0xff, 0x00, 0x7b]);
    const text = Buffer.from('\ufeff{"à": 1.0}', 'utf8');
    log.transaction(0, () => {
      log.record('other-1', [{ id, type: 'A', json: false, data: bytes, metadata: text }], 0);
      log.record('other-1', [{ id, type: 'B', json: true, data: text, metadata: bytes }], 1);
    });
    const { rows } = log.streamPage('other-1', 0, true, 10);
    expect(
      rows.map((row) =>
        row.slice(6).map((cell) => (cell === 0 || cell === 1 ? cell : bytesOf(cell as string))),
      ),
    ).toEqual([
      [new Uint8Array(bytes), text, 0],
      [text, new Uint8Array(bytes), 1],
    ]);
    expect(log.whereIs('other-1', id)).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(rows.map((row) => log.event(row).data)).toEqual([{}, {}]);
  });

  it('finds an id without walking the stream, however long it is', () => {
    append('cycle-1');
    const asked: string[] = [];
    const prepare = log.database.prepare.bind(log.database);
    log.database.prepare = (sql) => {
      asked.push(sql);
      return prepare(sql);
    };
    log.whereIs('cycle-1', '00000000-0000-4000-8000-000000000001');
    log.database.setAuthorizer(null);
    const plan = prepare(`EXPLAIN QUERY PLAN ${asked.at(-1) ?? ''}`).all(0, '');
    expect(JSON.stringify(plan)).toContain('(stream_id=? AND id=?)');
    expect(plan).toHaveLength(1); // and nothing to sort
  });

  it('shows no system stream to whoever asks for everything', () => {
    append('cycle-1');
    log.transaction(0, () => {
      const nothing = new Uint8Array();
      const id = '00000000-0000-4000-8000-000000000001';
      log.record(
        '$$cycle-1',
        [{ id, type: '$metadata', json: true, data: nothing, metadata: nothing }],
        0,
      );
    });
    expect(log.logPage(0, true, 10, undefined)).toMatchObject({
      rows: { length: 1 },
      considered: 2,
    });
    expect(log.logPage(0, true, 10, { types: ['$metadata'] }).rows).toHaveLength(0);
    expect(log.logPage(0, true, 10, { categories: ['$$cycle'] }).rows).toHaveLength(1);
  });

  it('remembers the ends of streams without keeping all of them', () => {
    log.transaction(0, () => {
      for (let n = 0; n < 10_050; n++) log.append(anAppend(`cycle-${n}`));
    });
    log.transaction(0, () => {
      for (const n of [0, 5_000, 10_049])
        expect(log.append(anAppend(`cycle-${n}`)).revision).toBe(1);
    });
  });

  it('reads large events in small pages', () => {
    log.transaction(0, () => {
      for (let n = 0; n < 12; n++) {
        const data = { text: 'x'.repeat(1_000_000) };
        log.append(prepareAppend('cycle-1', [{ ...anEvent(), data }], 'any'));
      }
    });
    const { rows, last } = log.streamPage('cycle-1', 0, true, 500);
    expect(rows.length).toBeLessThan(12);
    expect(last).toBe(false);
    expect(log.streamPage('cycle-1', rows.length, true, 5).rows[0]?.[2]).toBe(rows.length);
  });

  it.each([[1], [3], [80]])('reads events of %d kinds in the order of the log', (wanted) => {
    log.transaction(0, () => {
      for (let n = 0; n < 500; n++) log.append(anAppend(`cycle-${n % 7}`, `Type${n % 100}`));
    });
    const types = Array.from({ length: wanted }, (_, n) => `Type${n}`);
    const all = log.logPage(0, true, 500, undefined).rows;
    const expected = all.filter((row) => types.includes(log.event(row).type));
    expect(log.logPage(0, true, 500, { types })).toEqual({
      rows: expected,
      last: true,
      considered: log.end(),
    });
    expect(log.logPage(0, true, 3, { types })).toEqual({
      rows: expected.slice(0, 3),
      last: false,
      considered: expected[2]?.[0],
    });
    const backward = log.logPage(log.end() + 1, false, 3, { types });
    expect(backward.rows).toEqual(expected.slice(-3).reverse());
  });

  it('finds wanted events through the index, not by looking at all of them', () => {
    log.transaction(0, () => {
      for (let n = 0; n < 10; n++) log.append(anAppend('cycle-1', `Type${n}`));
    });
    const asked: string[] = [];
    const prepare = log.database.prepare.bind(log.database);
    log.database.prepare = (sql, ...options) => {
      asked.push(sql);
      return prepare(sql, ...options);
    };
    log.logPage(0, true, 500, { types: ['Type3', 'Type5'] });
    const plan = prepare(`EXPLAIN QUERY PLAN ${asked.at(-1) ?? ''}`).all(0, 500, 1, 2);
    const details = plan.map(({ detail }) => detail).join('\n');
    expect(details).toContain('USING INDEX event_kind (kind_id=? AND rowid>?)');
    expect(details).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  it('leaves alone a log of a newer version', () => {
    const other = new DatabaseSync(join(folder(), 'other.db'));
    other.exec('PRAGMA user_version = 2');
    other.close();
    expect(() => new SqliteLog(join(folder(), 'other.db'), 'open')).toThrow('newer version');
  });

  it('does not open what is not there, nor what is not a log', () => {
    expect(() => new SqliteLog(join(folder(), 'other.db'), 'open')).toThrow('unable to open');
    const other = new DatabaseSync(join(folder(), 'other.db'));
    other.exec('CREATE TABLE event (id INTEGER)');
    other.close();
    expect(() => new SqliteLog(join(folder(), 'other.db'), 'open')).toThrow();
  });
});
