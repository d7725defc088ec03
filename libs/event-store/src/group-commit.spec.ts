import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailable, WrongExpectedRevision } from './event-store.js';
import { anAppend } from './event.fixture.js';
import { GroupCommit } from './group-commit.js';
import { SqliteLog } from './sqlite.log.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

/** A log that counts its transactions. */
class CountedLog extends SqliteLog {
  transactions = 0;

  override transaction(nowMs: number, write: () => void): boolean {
    this.transactions++;
    return super.transaction(nowMs, write);
  }
}

describe('GroupCommit', () => {
  const folder = temporaryFolder();
  let file: string;
  let log: CountedLog;
  let commits: GroupCommit;
  let moved: number;
  let reopened: number;

  beforeEach(() => {
    file = join(folder(), 'log.db');
    log = new CountedLog(file, 'create');
    moved = 0;
    reopened = 0;
    const reopen = () => {
      reopened++;
      return new SqliteLog(file, 'open');
    };
    commits = new GroupCommit(log, reopen, Date.now, () => moved++);
  });
  afterEach(() => {
    commits.close();
  });

  const append = (stream = 'cycle-1') => commits.write((open) => open.append(anAppend(stream)));
  const length = () =>
    commits.read((open) => open.streamPage('cycle-1', 0, true, 1_000).rows.length);

  it('writes everything of one turn of the event loop in one transaction', async () => {
    await Promise.all(Array.from({ length: 200 }, () => append()));
    expect(log.transactions).toBe(1);
    expect(moved).toBe(1);
    await append();
    expect(log.transactions).toBe(2);
  });

  it('answers in order, each with its own result', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => append()));
    expect(answers.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
  });

  it('refuses one and goes on with the others', async () => {
    const results = await Promise.allSettled([
      append(),
      commits.write((open) => open.append({ ...anAppend('cycle-1'), expected: 7 })),
      append(),
    ]);
    expect(results).toMatchObject([
      { status: 'fulfilled', value: { revision: 0 } },
      { status: 'rejected', reason: expect.any(WrongExpectedRevision) },
      { status: 'fulfilled', value: { revision: 1 } },
    ]);
    expect(log.transactions).toBe(1);
  });

  it('does not say that the log has moved when nothing was appended', async () => {
    await commits.write(() => 'nothing');
    expect(moved).toBe(0);
  });

  it('writes nothing of a transaction that fails, says so to everybody, and recovers', async () => {
    await append();
    leaveNoRoom(log);
    const large = () =>
      commits.write((open) => open.append({ ...anAppend('cycle-2'), events: [largeEvent()] }));
    const results = await Promise.allSettled([append(), large(), append()]);
    for (const result of results)
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    expect(results[0]).toMatchObject({
      reason: { cause: { message: expect.stringContaining('full') } },
    });
    expect(moved).toBe(1);

    await expect(append()).resolves.toMatchObject({ revision: 1 });
    await expect(large()).resolves.toMatchObject({ revision: 0 });
    expect(length()).toBe(2);
    expect(reopened).toBe(1);
  });

  it('recovers also when the failure comes at COMMIT', async () => {
    await append();
    const fail = commits.write((open) => {
      open.append(anAppend('cycle-1'));
      // A foreign key that is checked at the end only: the commit itself is what fails.
      open.database.setAuthorizer(null);
      open.database.exec('PRAGMA defer_foreign_keys = ON');
      open.database.exec('INSERT INTO delivery VALUES (99, 99, 1, 1)');
    });
    await expect(fail).rejects.toThrow(StoreUnavailable);
    expect(length()).toBe(1);
    expect(moved).toBe(2); // whoever follows is told to look at what the disk really has
    await expect(append()).resolves.toMatchObject({ revision: 1 });
  });

  it('fails as a whole when one of its writes throws anything unexpected', async () => {
    const results = await Promise.allSettled([
      append(),
      commits.write(() => {
        throw new TypeError('a mistake of ours');
      }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(length()).toBe(0);
  });

  it('does not begin an empty log in the place of one that was lost', async () => {
    await append();
    leaveNoRoom(log);
    await expect(
      commits.write((open) => open.append({ ...anAppend('cycle-2'), events: [largeEvent()] })),
    ).rejects.toThrow(StoreUnavailable);
    for (const name of ['log.db', 'log.db-wal', 'log.db-shm'])
      rmSync(join(folder(), name), { force: true });
    await expect(append()).rejects.toThrow(StoreUnavailable);
    await expect(append()).rejects.toThrow(StoreUnavailable);
    expect(() => length()).toThrow(StoreUnavailable);
  });

  it('writes what is waiting before it closes, and nothing afterwards', async () => {
    const waiting = append();
    commits.close();
    await expect(waiting).resolves.toMatchObject({ revision: 0 });
    await expect(append()).rejects.toThrow(StoreUnavailable);
  });

  it('refuses writers that never wait for an answer, before memory ends', async () => {
    const half = 67_108_864;
    const results = await Promise.allSettled(
      Array.from({ length: 3 }, () => commits.write(() => 'nothing', half)),
    );
    expect(results).toMatchObject([
      { status: 'fulfilled' },
      { status: 'fulfilled' },
      { status: 'rejected', reason: expect.any(StoreUnavailable) },
    ]);
    await expect(commits.write(() => 'later', half)).resolves.toBe('later');
  });
});

/** The disk is full: the file may not grow any more. */
function leaveNoRoom({ database }: SqliteLog): void {
  database.setAuthorizer(null);
  database.exec('PRAGMA max_page_count = 1');
}

function largeEvent() {
  const [event] = anAppend('cycle-2').events;
  return { ...event!, data: JSON.stringify({ text: 'x'.repeat(500_000) }) };
}
