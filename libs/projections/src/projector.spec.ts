import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { START } from '#event-store';
import type { EventStore, RecordedEvent } from '#event-store';
import { NotYetProjected } from './not-yet-projected.js';
import { ProjectionUnavailable } from './projection-unavailable.js';
import type { Projector } from './projector.js';
import { inBatchesOf, Place, quietLogger, say, Sentences, sentences } from './sentences.fixture.js';

let place: Place;
let store: EventStore;
const PATIENCE = { timeoutMs: 10_000 };

quietLogger();

beforeEach(() => {
  place = new Place();
  store = place.store;
});

afterEach(async () => {
  await place.leave();
});

describe('following the log', () => {
  it('applies the facts in the order of the log', async () => {
    await say(store, 'talk-a', 'one', 'two');
    await say(store, 'talk-b', 'uno');
    const projector = await place.followed(new Sentences());
    await say(store, 'talk-a', 'three');
    await upToDate(projector);
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'one two three', 'talk-b': 'uno' });
  });

  it('applies only the facts it wants and moves past the others', async () => {
    await say(store, 'talk-a', 'one');
    const { position } = await say(store, 'noise-a', 'bang');
    const projector = await place.followed(new Sentences());
    await projector.reached(position, PATIENCE);
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'one' });
    const next = await say(store, 'noise-a', 'bang');
    await projector.reached(next.position, PATIENCE);
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'one' });
  });

  it('is ready at once when the log is empty', async () => {
    await expect(place.follow(new Sentences()).ready()).resolves.toBeUndefined();
  });

  it('goes on where it was after a restart, applying nothing twice', async () => {
    await say(store, 'talk-a', 'one', 'two');
    await place.stop(await place.followed(new Sentences()));
    await say(store, 'talk-a', 'three');
    const applied: number[] = [];
    const after = await place.followed(
      new Sentences({ then: ({ revision }) => applied.push(revision) }),
    );
    expect(applied).toEqual([2]);
    expect(after.read(sentences)).toEqual({ 'talk-a': 'one two three' });
  });

  it('lets two processes follow into the same file', async () => {
    await say(store, 'talk-a', 'one', 'two');
    const one = place.follow(new Sentences());
    const other = place.follow(new Sentences());
    await Promise.all([one.ready(), other.ready()]);
    await say(store, 'talk-a', 'three');
    await Promise.all([upToDate(one), upToDate(other)]);
    expect(one.read(sentences)).toEqual({ 'talk-a': 'one two three' });
  });

  it('lets nobody write through a read', () => {
    const projector = place.follow(new Sentences());
    expect(() => {
      projector.read((database) => {
        database.exec('DELETE FROM sentence');
      });
    }).toThrow('readonly');
  });
});

describe('a kill', () => {
  it('in the middle of a transaction leaves rows and checkpoint of the one before it', async () => {
    inBatchesOf(50, store); // ten of which share a transaction
    await say(store, 'talk-a', ...Array.from({ length: 1200 }, (_, n) => String(n)));
    const left = join(place.folder, 'left');
    mkdirSync(left);
    // What the disk holds at that moment is what a killed process would leave.
    const leaveFiles = ({ revision }: RecordedEvent): void => {
      if (revision !== 700) return;
      for (const name of place.files()) copyFileSync(join(place.folder, name), join(left, name));
    };
    const whole = await place.followed(new Sentences({ then: leaveFiles }));

    const applied: number[] = [];
    const afterwards = new Sentences({ then: ({ revision }) => applied.push(revision) });
    const resumed = await place.followed(afterwards, store, left);
    expect(applied[0]).toBe(500);
    expect(resumed.read(sentences)).toEqual(whole.read(sentences));
  });
});

describe('waiting for a position', () => {
  it('ends when the rows show it', async () => {
    const projector = await place.followed(new Sentences());
    const { position } = await say(store, 'talk-a', 'mine');
    await projector.reached(position, PATIENCE);
    expect(projector.read(sentences)).toEqual({ 'talk-a': 'mine' });
  });

  it('ends with NotYetProjected when the time is over', async () => {
    const projector = await place.followed(new Sentences());
    const { position } = await say(store, 'talk-a', 'one');
    await projector.reached(position, PATIENCE);
    const late = projector.reached(position + 1, { timeoutMs: 1 });
    await expect(late).rejects.toThrow(NotYetProjected);
    await expect(late).rejects.toMatchObject({
      code: 'not-yet-projected',
      projection: 'sentences',
      wanted: position + 1,
      reached: position,
    });
  });

  it('ends when nobody wants to know any more', async () => {
    const projector = place.follow(new Sentences());
    const leaving = new AbortController();
    const waiting = projector.reached(1000, { ...PATIENCE, signal: leaving.signal });
    leaving.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(projector.reached(START, { ...PATIENCE, signal: leaving.signal })).rejects.toThrow(
      'gone',
    );
  });

  it('ends when the projector is stopped', async () => {
    const projector = place.follow(new Sentences());
    const waiting = expect(projector.reached(1000, PATIENCE)).rejects.toThrow(
      ProjectionUnavailable,
    );
    await place.stop(projector);
    await waiting;
    await expect(projector.reached(1000, PATIENCE)).rejects.toThrow(ProjectionUnavailable);
    expect(() => projector.read(sentences)).toThrow(ProjectionUnavailable);
  });
});

async function upToDate(projector: Projector): Promise<void> {
  await projector.reached(await store.end(), PATIENCE);
}
