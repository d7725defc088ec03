import { appendFileSync, copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allOf } from './all-of.js';
import { anEvent, someEvents } from './event.fixture.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import { WriteAheadRoom } from './sqlite.write-ahead.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

describe('The room in the write-ahead file', () => {
  const folder = temporaryFolder();
  let file: string;
  let room: WriteAheadRoom;
  const bytes = () => statSync(file).size;
  /** It does not look at every transaction. */
  const someTransactions = () => {
    for (let n = 0; n < 100; n++) room.renew();
  };

  beforeEach(() => {
    file = join(folder(), 'some-wal');
    writeFileSync(file, 'as it was');
    room = new WriteAheadRoom(file, 100);
  });
  afterEach(() => {
    room.close();
  });

  it('is not made before anything was written', () => {
    someTransactions();
    expect(bytes()).toBe(9);
  });

  it('is zeros after all that was written, as much again', () => {
    appendFileSync(file, ', and more');
    someTransactions();
    expect(readFileSync(file, 'latin1')).toBe(`as it was, and more${'\0'.repeat(19)}`);
  });

  it('is made anew when it is used up, and not before', () => {
    appendFileSync(file, 'x');
    someTransactions();
    someTransactions();
    expect(bytes()).toBe(20);
    appendFileSync(file, 'x');
    someTransactions();
    expect(bytes()).toBe(42);
  });

  it('is not made any more when the file is as long as it stays', () => {
    appendFileSync(file, 'x'.repeat(41));
    someTransactions();
    expect(bytes()).toBe(100);
    appendFileSync(file, 'x');
    someTransactions();
    expect(bytes()).toBe(101);
  });
});

describe('A log with room in its write-ahead file', () => {
  const folder = temporaryFolder();
  let file: string;
  let store: SqliteEventStore;
  const lengthAhead = () => statSync(`${file}-wal`).size;
  const appendEach = async (times: number) => {
    for (let n = 0; n < times; n++) await store.append('cycle-1', [anEvent()], 'any');
  };

  beforeEach(() => {
    file = join(folder(), 'log.db');
    store = SqliteEventStore.open({ file });
  });
  afterEach(async () => {
    await store.close();
  });

  it('lengthens the file some times for many appends', async () => {
    const lengths = new Set<number>();
    for (let n = 0; n < 200; n++) {
      await appendEach(1);
      lengths.add(lengthAhead());
    }
    expect(lengths.size).toBeLessThan(100);
    expect(await allOf(store.read('cycle-1'))).toHaveLength(200);
  });

  it('goes beyond the room with an append that is larger', async () => {
    await appendEach(40);
    const before = lengthAhead();
    const data = { text: 'x'.repeat(1_000_000) };
    for (let n = 0; n < 5; n++) await store.append('cycle-1', [{ ...anEvent(), data }], 'any');
    await appendEach(40);
    expect(lengthAhead()).toBeGreaterThan(before + 5_000_000);
    expect(await allOf(store.read('cycle-1'))).toHaveLength(85);
  });

  it('ends, after a crash, with its last append and not with the room', async () => {
    await store.append('cycle-1', someEvents(20), 'any');
    await appendEach(20);
    const crashed = join(folder(), 'crashed.db');
    for (const suffix of ['', '-wal']) copyFileSync(file + suffix, crashed + suffix);
    expect(readFileSync(`${crashed}-wal`).at(-1)).toBe(0);

    const again = SqliteEventStore.open({ file: crashed });
    try {
      expect(await allOf(again.readAll())).toEqual(await allOf(store.readAll()));
      expect(await again.append('cycle-1', [anEvent()], 39)).toMatchObject({ revision: 40 });
    } finally {
      await again.close();
    }
  });

  it('leaves none of it behind when it closes', async () => {
    await appendEach(10);
    await store.close();
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })).toBeUndefined();
    store = SqliteEventStore.open({ file });
    expect(await allOf(store.readAll())).toHaveLength(10);
  });
});
