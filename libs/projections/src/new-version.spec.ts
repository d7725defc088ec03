import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { START } from '#event-store';
import type { EventStore, FollowLog } from '#event-store';
import { ProjectionFolder } from './projection-folder.js';
import type { Projection } from './projection.js';
import { Projector } from './projector.js';
import { inBatchesOf, Place, quietLogger, say, Sentences, sentences } from './sentences.fixture.js';

let place: Place;
let store: EventStore;
const PATIENCE = { timeoutMs: 10_000 };

beforeEach(() => {
  quietLogger();
  place = new Place();
  store = place.store;
});

afterEach(async () => {
  jest.restoreAllMocks();
  await place.leave();
});

describe('a new version', () => {
  const versions = (then?: ConstructorParameters<typeof Sentences>[0]) => {
    const previous = new Sentences();
    return new Sentences({ ...then, version: 2, previous });
  };

  beforeEach(async () => {
    await say(store, 'talk-a', ...Array.from({ length: 1200 }, (_, n) => `w${n}`));
    const old = await place.followed(new Sentences());
    await place.stop(old);
  });

  it('is built beside the old one, which is followed and read until the new one is there', async () => {
    const building = versions();
    const gate = holdFollowing(building);
    const projector = place.follow(building);

    const { position } = await say(store, 'talk-b', 'late');
    await projector.reached(position, PATIENCE);
    expect(projector.read((database, version) => [version, sentences(database)['talk-b']])).toEqual(
      [1, 'late'],
    );
    expect(projector.isReady).toBe(false);
    expect(await projector.lag()).toMatchObject({
      version: 1,
      caughtUp: true,
      building: { version: 2, checkpoint: START },
    });

    gate.open();
    await projector.ready();
    expect(projector.read((database, version) => [version, sentences(database)['talk-b']])).toEqual(
      [2, 'LATE'],
    );
    expect(await projector.lag()).toMatchObject({ version: 2, building: undefined });
    expect(place.files().every((name) => name.startsWith('sentences.v2.db'))).toBe(true);
  });

  it('is read at every moment, from one version or the other, and always whole', async () => {
    const seen = new Set<string>();
    const look = () => {
      seen.add(
        projector.read((database, version) => {
          const words = sentences(database)['talk-a']?.split(' ') ?? [];
          return `v${version}: ${words.length}`;
        }),
      );
    };
    const projector = place.follow(versions({ then: look }));
    look();
    await projector.ready();
    look();
    expect([...seen]).toEqual(['v1: 1200', 'v2: 1200']);
  });

  it('is built on from its checkpoint after a kill, while the old one is read again', async () => {
    inBatchesOf(50, store); // ten of which share a transaction
    const first = versions();
    const gate = holdFollowing(first, 500);
    const killed = place.follow(first);
    await gate.reached;
    await place.stop(killed);

    const applied: number[] = [];
    const second = versions({ then: ({ revision }) => applied.push(revision) });
    const projector = place.follow(second);
    expect(projector.read((_, version) => version)).toBe(1);
    await projector.ready();
    expect(applied[0]).toBe(500);
    expect(projector.read(sentences)['talk-a']?.split(' ')).toEqual(
      Array.from({ length: 1200 }, (_, n) => `W${n}`),
    );
  });

  it('does not wait for an old one that cannot be read', async () => {
    writeFileSync(join(place.folder, 'sentences.v1.db'), 'not a database at all, far from it');
    const projector = place.follow(versions());
    expect(projector.read((_, version) => version)).toBe(2);
    await projector.ready();
    expect(place.files().every((name) => name.startsWith('sentences.v2.db'))).toBe(true);
  });

  it('is read while it is built when the code of the old one is gone', async () => {
    const projector = place.follow(new Sentences({ version: 2 }));
    expect(projector.read((_, version) => version)).toBe(2);
    await projector.ready();
    expect(place.files().every((name) => name.startsWith('sentences.v2.db'))).toBe(true);
  });

  it('leaves the files of a newer one alone when it was rolled back', async () => {
    writeFileSync(join(place.folder, 'sentences.v3.db'), '');
    await place.followed(new Sentences({ version: 2 }));
    expect(existsSync(join(place.folder, 'sentences.v1.db'))).toBe(false);
    expect(existsSync(join(place.folder, 'sentences.v3.db'))).toBe(true);
  });

  it('cannot come before itself', () => {
    const folder = new ProjectionFolder(place.folder);
    const previous = new Sentences({ version: 2 });
    expect(() => new Projector(new Sentences({ version: 2, previous }), store, folder)).toThrow(
      RangeError,
    );
    expect(() => new Projector(new Sentences({ version: 0 }), store, folder)).toThrow(RangeError);
  });
});

/** Lets one projection go at most so far along the log until the gate is opened. */
function holdFollowing(projection: Projection, facts = 0) {
  const opened = Promise.withResolvers<undefined>();
  const held = Promise.withResolvers<undefined>();
  const original = store.follow.bind(store);
  jest.spyOn(store, 'follow').mockImplementation(async function* (options: FollowLog = {}) {
    let seen = 0;
    for await (const batch of original(options)) {
      if (options.filter === projection.filter && seen >= facts) {
        held.resolve(undefined);
        await Promise.race([opened.promise, aborted(options.signal)]);
      }
      seen += batch.events.length;
      yield batch;
    }
  });
  return {
    reached: held.promise,
    open: () => {
      opened.resolve(undefined);
    },
  };
}

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    signal?.addEventListener('abort', () => {
      resolve();
    });
  });
}
