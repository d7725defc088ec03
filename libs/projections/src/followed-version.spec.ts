import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { SqliteEventStore, START } from '#event-store';
import type { EventStore, RecordedEvent } from '#event-store';
import { Place, quietLogger, say, Sentences, sentences } from './sentences.fixture.js';

let place: Place;
let store: EventStore;
let warn: ReturnType<typeof quietLogger>['warn'];
const PATIENCE = { timeoutMs: 10_000 };

beforeEach(() => {
  place = new Place();
  store = place.store;
  ({ warn } = quietLogger());
});

afterEach(async () => {
  jest.restoreAllMocks();
  await place.leave();
});

/** Throws at the word poison, as long as there is something to say about it. */
function choking(message: () => string | undefined = () => 'poisoned'): Sentences {
  const then = ({ data }: RecordedEvent): void => {
    const said = data['word'] === 'poison' ? message() : undefined;
    if (said !== undefined) throw new Error(said);
  };
  return new Sentences({ then });
}

describe('a fact that cannot be applied', () => {
  it('is parked without a trace of it in the rows, and the next ones are applied', async () => {
    await say(store, 'talk-a', 'one', 'poison', 'three');
    const projector = await place.followed(choking());
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'one three' });
    expect(projector.parked()).toEqual([
      {
        position: expect.any(Number),
        stream: 'talk-a',
        revision: 1,
        type: 'WordSaid',
        error: 'Error: poisoned',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      },
    ]);
    expect((await projector.lag()).parked).toBe(1);
  });

  it('has its projection forget what it remembers of rows that were undone with it', async () => {
    await say(store, 'talk-a', 'one', 'poison', 'one');
    const written = new Set<unknown>();
    const writing = new Sentences({
      schema: `CREATE TABLE sentence (stream TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
        CREATE TABLE word (word TEXT PRIMARY KEY) STRICT;`,
      then: ({ data }, database) => {
        const word = data['word'] as string;
        if (written.has(word)) return;
        database.prepare('INSERT OR IGNORE INTO word VALUES (?)').run(word);
        written.add(word);
        if (word === 'poison') throw new Error('poisoned');
      },
    });
    writing.undone = () => {
      written.clear();
    };
    const projector = await place.followed(writing);
    const words = projector.read((rows) => rows.prepare('SELECT word FROM word').all());
    expect(words.map(({ word }) => word)).toEqual(['one']);
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'one one' });
  });

  it('stays parked over a restart', async () => {
    await say(store, 'talk-a', 'poison');
    await place.stop(await place.followed(choking()));
    const after = await place.followed(new Sentences());
    expect(after.parked()).toHaveLength(1);
  });

  it('is applied when it is tried again and its cause has passed', async () => {
    await say(store, 'talk-a', 'one');
    await say(store, 'talk-b', 'poison', 'two');
    let message: string | undefined = 'ill';
    const projector = await place.followed(choking(() => message));
    message = undefined;
    await expect(projector.retryParked()).resolves.toEqual({ applied: 1, parked: 0 });
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'one', 'talk-b': 'two poison' });
    expect(projector.parked()).toEqual([]);
  });

  it('stays parked, with its new error, when it fails again', async () => {
    await say(store, 'talk-a', 'poison', 'two');
    let message = 'ill';
    const projector = await place.followed(choking(() => message));
    message = 'still ill';
    await expect(projector.retryParked()).resolves.toEqual({ applied: 0, parked: 1 });
    expect(projector.parked()).toMatchObject([{ revision: 0, error: 'Error: still ill' }]);
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'two' });
  });
});

describe('a fault that is not of the fact', () => {
  it('undoes the whole batch and tries again: a full disk parks nothing', async () => {
    await say(store, 'talk-a', 'one', 'two', 'three');
    let full = true;
    const projector = await place.followed(
      new Sentences({
        then: ({ revision }, database) => {
          if (!full || revision !== 1) return;
          full = false;
          database.exec('PRAGMA max_page_count = 1');
          database.exec(`CREATE TABLE large AS SELECT zeroblob(1000000) AS bytes`);
        },
      }),
    );
    expect(full).toBe(false);
    expect(projector.parked()).toEqual([]);
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'one two three' });
  });

  it('shows while it lasts, and what was there can still be read', async () => {
    await say(store, 'talk-a', 'one');
    await place.stop(await place.followed(new Sentences()));

    const away = jest.spyOn(store, 'follow').mockImplementation(() => {
      throw new Error('the store is away');
    });
    const projector = place.follow(new Sentences());
    await eventually(async () => (await projector.lag()).failure !== undefined);
    expect((await projector.lag()).failure).toBe('Error: the store is away');
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'one' });

    away.mockRestore();
    const { position } = await say(store, 'talk-a', 'two');
    await projector.reached(position, PATIENCE);
    expect((await projector.lag()).failure).toBeUndefined();
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'one two' });
  });

  it('begins to follow again when the store ended the following', async () => {
    const original = store.follow.bind(store);
    const ended = jest
      .spyOn(store, 'follow')
      .mockImplementation((options) => original({ ...options, signal: AbortSignal.abort() }));
    const projector = place.follow(new Sentences());
    await eventually(async () => (await projector.lag()).failure !== undefined);
    ended.mockRestore();
    const { position } = await say(store, 'talk-a', 'one');
    await projector.reached(position, PATIENCE);
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'one' });
  });

  it('is got over with a new connection when the old one can write no more', async () => {
    await say(store, 'talk-a', 'one', 'two');
    let connections = 0;
    const projector = await place.followed(
      new Sentences({
        then: ({ revision }, database) => {
          if (revision === 0 && ++connections === 1) database.exec('PRAGMA query_only = TRUE');
        },
      }),
    );
    expect(connections).toBe(2);
    expect(projector.parked()).toEqual([]);
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'one two' });
  });

  it('leaves no rows when the checkpoint could not move with them', async () => {
    await say(store, 'talk-a', 'one', 'two');
    const stuck = `CREATE TRIGGER stuck BEFORE UPDATE ON checkpoint
      BEGIN SELECT RAISE (ABORT, 'the checkpoint is stuck'); END`;
    const schema = `${new Sentences().schema}; ${stuck}`;
    const projector = place.follow(new Sentences({ schema }));
    await eventually(async () => (await projector.lag()).failure !== undefined);
    expect(await projector.lag()).toMatchObject({
      checkpoint: START,
      failure: expect.stringContaining('the checkpoint is stuck'),
    });
    expect(projector.read(sentences)).toEqual({});
  });
});

describe('a file that cannot be trusted', () => {
  beforeEach(async () => {
    await say(store, 'talk-a', 'one', 'two');
    await say(store, 'talk-b', 'x'.repeat(50_000));
    await place.stop(await place.followed(new Sentences()));
  });

  async function expectRebuilt(projection = new Sentences(), log = store): Promise<void> {
    const projector = await place.followed(projection, log);
    expect(projector.read(sentences)['talk-a']).toBe('one two');
    expect(warn).toHaveBeenCalledWith(
      expect.stringContaining('sentences v1 is rebuilt from the beginning of the log'),
    );
  }

  it('is built anew when it is no database', async () => {
    writeFileSync(join(place.folder, 'sentences.v1.db'), 'no database');
    await expectRebuilt();
  });

  it('is built anew when a page of it is spoilt', async () => {
    const file = openSync(join(place.folder, 'sentences.v1.db'), 'r+');
    writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, 3 * 4096);
    closeSync(file);
    await expectRebuilt();
  });

  it('is built anew when the schema was changed and the version was not', async () => {
    const schema =
      'CREATE TABLE sentence (stream TEXT PRIMARY KEY, text TEXT NOT NULL, extra TEXT) STRICT';
    await expectRebuilt(new Sentences({ schema }));
  });

  it('is built anew when it is of another log', async () => {
    const other = SqliteEventStore.open({ file: join(place.folder, 'other.db') });
    await say(other, 'talk-a', 'one', 'two');
    await say(other, 'talk-b', 'and', 'more', 'than', 'before');
    await expectRebuilt(new Sentences(), other);
    await other.close();
  });

  it('and is not built anew when nothing is wrong with it', async () => {
    await place.follow(new Sentences()).ready();
    expect(warn).not.toHaveBeenCalled();
  });
});

async function eventually(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}
