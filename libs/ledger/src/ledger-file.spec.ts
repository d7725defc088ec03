import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { jest } from '@jest/globals';
import { LedgerFile } from './ledger-file.js';
import { leafHash } from './merkle/hash.js';

let folder: string;
let file: LedgerFile;
let prepare: jest.SpiedFunction<DatabaseSync['prepare']>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  prepare = jest.spyOn(DatabaseSync.prototype, 'prepare');
  file = new LedgerFile(join(folder, 'ledger.db'));
  file.transaction(() => {
    for (let n = 0; n < 9; n++) push(n, n % 2 === 0 ? 'cycle-a' : 'cycle-b', Math.floor(n / 2));
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  file.close();
  rmSync(folder, { recursive: true });
});

/** The position of the n-th is ten more than that of the one before it. */
function push(n: number, stream: string, revision: number): void {
  const hash = leafHash(Buffer.from(String(n)));
  const place = { stream, revision, eventId: `event-${n}`, position: (n + 1) * 10 };
  file.push({ ...place, recordedMs: null, hash });
}

describe('What is asked of the ledger', () => {
  it('is found by an index, however many facts there are, but for a walk over all that was signed', () => {
    file.has('cycle-a', 'event-2');
    file.tailOf('cycle-c');
    file.leafIn('cycle-a', 1);
    file.leafOf('event-2');
    file.leafAt(3);
    file.hashes(2, 3);
    file.sizeAt(25);
    file.lastPosition();
    file.lastCheckpoint();
    file.checkpointFrom(3);
    file.subtree(1, 0);
    const asked = new Set(prepare.mock.calls.map(([sql]) => sql));
    const selects = [...asked].filter((sql) => sql.startsWith('SELECT'));
    expect(selects.length).toBeGreaterThan(8);
    const database = new DatabaseSync(join(folder, 'ledger.db'), { readOnly: true });
    const plans = selects.map((sql) => {
      const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
      return { sql, steps: steps.map(({ detail }) => String(detail)) };
    });
    database.close();
    // The last checkpoint is the first row of a walk from the end.
    const walks = plans.filter(
      ({ sql, steps }) =>
        !sql.includes('LIMIT 1') && steps.some((step) => /SCAN|B-TREE/.test(step)),
    );
    expect(walks).toEqual([]);
    const has = plans.find(({ sql }) => sql.includes('+stream'));
    expect(has?.steps).toEqual([expect.stringContaining('leaf_of_event (event_id=?)')]);
  });

  it.each([
    [0, 0],
    [9, 0],
    [10, 1],
    [25, 2],
    [90, 9],
    [1_000, 9],
  ])('is, up to position %d of the log, %d facts', (position, size) => {
    expect(file.sizeAt(position)).toBe(size);
  });

  it('knows an id in its stream alone', () => {
    expect(file.has('cycle-a', 'event-2')).toBe(true);
    expect(file.has('cycle-b', 'event-2')).toBe(false);
    expect(file.has('cycle-a', 'event-1')).toBe(false);
  });
});
