import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedLog } from './damaged-log.js';
import { anEvent, someEvents } from './event.fixture.js';
import type { NewEvent } from './event-store.js';
import { Child } from './killable-child.fixture.js';
import { LogFile } from './log-file.js';
import { notIn, replaceLog } from './replace-log.js';
import type { NotInTheOther } from './replace-log.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

const folder = temporaryFolder();
const file = (name: string): string => join(folder(), name);

async function written(name: string, events: readonly NewEvent[]): Promise<void> {
  const store = SqliteEventStore.open({ file: file(name) });
  for (const event of events) await store.append('cycle-1', [event], 'any');
  await store.close();
}

function missing(name: string, other: string): NotInTheOther | undefined {
  const [log, others] = [LogFile.open(file(name), false), LogFile.open(file(other), false)];
  try {
    return notIn(log, others);
  } finally {
    log.close();
    others.close();
  }
}

const factsIn = (name: string): number => {
  const log = LogFile.open(file(name), false);
  try {
    return [...log.facts()].length;
  } finally {
    log.close();
  }
};

describe('What a log holds and another does not', () => {
  const events = someEvents(5);

  it('is nothing where it is the same, or a beginning of it', async () => {
    await written('log.db', events.slice(0, 3));
    await written('same.db', events.slice(0, 3));
    await written('longer.db', events);
    await written('empty.db', []);
    expect(missing('log.db', 'same.db')).toBeUndefined();
    expect(missing('log.db', 'longer.db')).toBeUndefined();
    expect(missing('empty.db', 'log.db')).toBeUndefined();
  });

  it('begins after the end of an older one', async () => {
    await written('log.db', events);
    await written('older.db', events.slice(0, 3));
    expect(missing('log.db', 'older.db')).toMatchObject({
      ...{ isOlder: true, events: 2 },
      first: { position: 4, id: events[3]?.id },
    });
  });

  it('begins where the two part', async () => {
    await written('log.db', events);
    await written('other.db', [...events.slice(0, 2), ...someEvents(7)]);
    expect(missing('log.db', 'other.db')).toMatchObject({
      ...{ isOlder: false, events: 3 },
      first: { position: 3 },
    });
  });

  it('is found where only a byte of an old fact differs', async () => {
    await written('log.db', events);
    const [first, ...rest] = events;
    await written('other.db', [{ ...first!, metadata: { actor: 'someone' } }, ...rest]);
    expect(missing('log.db', 'other.db')).toMatchObject({ isOlder: false, first: { position: 1 } });
  });
});

describe('A log that is replaced', () => {
  it('is kept aside, whole', async () => {
    await written('log.db', someEvents(5));
    await written('new.db', someEvents(2));
    replaceLog(file('log.db'), file('new.db'), file('aside.db'));
    expect(factsIn('log.db')).toBe(2);
    expect(factsIn('aside.db')).toBe(5);
    expect(readdirSync(folder()).sort()).toEqual(['aside.db', 'log.db']);
  });

  it('is kept with what was written ahead when its process was killed', async () => {
    const child = new Child('append', file('log.db'));
    try {
      await child.said(20);
    } finally {
      await child.kill();
    }
    const before = factsIn('log.db');
    await written('new.db', someEvents(2));
    expect(existsSync(file('log.db-wal'))).toBe(true);
    replaceLog(file('log.db'), file('new.db'), file('aside.db'));
    expect(factsIn('log.db')).toBe(2);
    expect(factsIn('aside.db')).toBe(before);
    await written('log.db', [anEvent()]);
    expect(factsIn('log.db')).toBe(3);
  });

  it('lets nobody begin on half of it, where that ends in between', async () => {
    const child = new Child('append', file('log.db'));
    try {
      await child.said(20);
    } finally {
      await child.kill();
    }
    const before = factsIn('log.db');
    // As if killed before the last step: there is nothing to put in its place.
    expect(() => {
      replaceLog(file('log.db'), file('nothing.db'), file('aside.db'));
    }).toThrow('ENOENT');
    expect(() => SqliteEventStore.open({ file: file('log.db') })).toThrow(DamagedLog);
    expect(factsIn('aside.db')).toBe(before);
    await written('new.db', someEvents(2));
    replaceLog(file('log.db'), file('new.db'), file('aside-again.db'));
    expect(factsIn('log.db')).toBe(2);
    expect(factsIn('aside.db')).toBe(before);
  });

  it('need not be there', async () => {
    await written('new.db', someEvents(2));
    replaceLog(file('log.db'), file('new.db'), file('aside.db'));
    expect(factsIn('log.db')).toBe(2);
    expect(existsSync(file('aside.db'))).toBe(false);
  });
});
