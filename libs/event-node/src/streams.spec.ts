import {
  ANY,
  BACKWARDS,
  END,
  jsonEvent,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { AppendExpectedRevision, ResolvedEvent } from '@eventstore/db-client';
import { TestNode } from './event-node.fixture.js';
import { events, linkTo } from './persistent-subscriptions/consuming.fixture.js';

const STREAM = 'scheda-1';
let nowMs = 0;
const node = new TestNode({ clock: () => nowMs, maxAppendBytes: 10_000 });

beforeEach(() => {
  nowMs = Date.parse('2026-03-01T10:00:00Z');
});

async function collect(read: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> {
  const found: ResolvedEvent[] = [];
  for await (const resolved of read) found.push(resolved);
  return found;
}

async function revisions(stream = STREAM, options = {}): Promise<readonly number[]> {
  const found = await collect(node.client.readStream(stream, options));
  return found.map(({ event }) => Number(event?.revision));
}

/** Both ways of appending: with credentials of its own, a call does not go over the common stream. */
const WAYS = [
  ['BatchAppend', {}],
  ['Append', { credentials: { username: 'a', password: 'b' } }],
] as const;

describe.each(WAYS)('appending by %s', (_, way) => {
  const append = (expectedRevision: AppendExpectedRevision, count = 1) =>
    node.client.appendToStream(STREAM, events(count), { ...way, expectedRevision });

  it('tells the last revision and its position', async () => {
    const first = await append(NO_STREAM, 2);
    expect(first).toMatchObject({ success: true, nextExpectedRevision: 1n });
    const second = await append(1n);
    expect(second.nextExpectedRevision).toBe(2n);
    expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
  });

  it('is refused where the stream is not as believed, which says how it is', async () => {
    await append(ANY, 2);
    await expect(append(NO_STREAM)).rejects.toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion: NO_STREAM,
      actualVersion: 1n,
      streamName: STREAM,
    });
    await expect(append(7n)).rejects.toMatchObject({ expectedVersion: 7n, actualVersion: 1n });
    const missing = node.client.appendToStream('scheda-2', events(1), {
      ...way,
      expectedRevision: STREAM_EXISTS,
    });
    await expect(missing).rejects.toBeInstanceOf(WrongExpectedVersionError);
    expect(await revisions()).toEqual([0, 1]);
  });

  it('the same events again writes nothing, and answers as before', async () => {
    const same = events(2);
    const options = { ...way, expectedRevision: NO_STREAM } as const;
    const first = await node.client.appendToStream(STREAM, same, options);
    expect(await node.client.appendToStream(STREAM, same, options)).toEqual(first);
    const any = { ...way, expectedRevision: ANY } as const;
    expect(await node.client.appendToStream(STREAM, same, any)).toEqual(first);
    expect(await revisions()).toEqual([0, 1]);
  });

  it('too much is refused, and nothing of it is there', async () => {
    const large = jsonEvent({ type: 'Large', data: { text: 'x'.repeat(10_000) } });
    const appended = node.client.appendToStream(STREAM, [...events(1), large], way);
    await expect(appended).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 10_000,
    });
    await expect(revisions()).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('is denied to everybody where there is no stream', async () => {
    const denied = { type: 'access-denied' };
    for (const name of ['', '$all', '$$'])
      await expect(node.client.appendToStream(name, events(1), way)).rejects.toMatchObject(denied);
    await node.client.appendToStream('$$$all', events(1), way); // what describes the whole log
    await append(NO_STREAM); // and the other appends of the client go on
    expect(await revisions()).toEqual([0]);
  });
});

describe('reading', () => {
  it('a stream goes both ways, from a revision that is itself included', async () => {
    await node.client.appendToStream(STREAM, events(4));
    expect(await revisions(STREAM, { fromRevision: 1n, maxCount: 2 })).toEqual([1, 2]);
    const backwards = { direction: BACKWARDS, fromRevision: 2n };
    expect(await revisions(STREAM, backwards)).toEqual([2, 1, 0]);
    expect(
      await revisions(STREAM, { direction: BACKWARDS, fromRevision: END, maxCount: 1 }),
    ).toEqual([3]);
    expect(await revisions(STREAM, { fromRevision: 9n })).toEqual([]);
  });

  it('all of it goes forward from a position, itself included, and backward from before it', async () => {
    await node.client.appendToStream(STREAM, events(1));
    const { position } = await node.client.appendToStream(STREAM, events(1));
    await node.client.appendToStream(STREAM, events(1));
    if (position === undefined) throw new Error('The append told no position');
    const read = async (direction?: typeof BACKWARDS) => {
      const options = { fromPosition: position, ...(direction && { direction }) };
      const found = await collect(node.client.readAll(options));
      return found
        .filter(({ event }) => event?.streamId === STREAM)
        .map(({ event }) => event?.revision);
    };
    expect(await read()).toEqual([1n, 2n]);
    expect(await read(BACKWARDS)).toEqual([0n]);
  });

  it('follows links when it is asked to', async () => {
    await node.client.appendToStream('cycle-1', events(1));
    await node.client.appendToStream(STREAM, [linkTo('cycle-1', 0), linkTo('cycle-1', 9)]);
    const [found, missing] = await collect(
      node.client.readStream(STREAM, { resolveLinkTos: true }),
    );
    expect(found).toMatchObject({ event: { streamId: 'cycle-1' }, link: { revision: 0n } });
    expect(missing).toMatchObject({ link: { revision: 1n } });
    expect(missing?.event).toBeUndefined();
    const [asItIs] = await collect(node.client.readStream(STREAM));
    expect(asItIs).toMatchObject({ event: { streamId: STREAM, type: '$>' } });
  });
});

describe('the metadata of a stream', () => {
  const set = (metadata: Parameters<typeof node.client.setStreamMetadata>[1]) =>
    node.client.setStreamMetadata(STREAM, metadata);

  it('hide all events but the last ones', async () => {
    await node.client.appendToStream(STREAM, events(5));
    await set({ maxCount: 2 });
    expect(await revisions()).toEqual([3, 4]);
    expect(await revisions(STREAM, { direction: BACKWARDS, fromRevision: END })).toEqual([4, 3]);
    await node.client.appendToStream(STREAM, events(1));
    expect(await revisions()).toEqual([4, 5]);
  });

  it('hide those before a revision, and show them again', async () => {
    await node.client.appendToStream(STREAM, events(3));
    await set({ truncateBefore: 2 });
    expect(await revisions()).toEqual([2]);
    await set({ truncateBefore: 9 });
    expect(await revisions()).toEqual([]); // there, though nothing can be seen
    await set({});
    expect(await revisions()).toEqual([0, 1, 2]);
  });

  it('hide those that are too old', async () => {
    await set({ maxAge: 60 });
    await node.client.appendToStream(STREAM, events(1));
    nowMs += 59_000;
    await node.client.appendToStream(STREAM, events(1));
    expect(await revisions()).toEqual([0, 1]);
    nowMs += 2_000;
    expect(await revisions()).toEqual([1]);
  });

  it('are as they were set, each of them once', async () => {
    await set({ maxCount: 5, owner: 'zona' });
    await set({ maxCount: 7 });
    const { metadata } = await node.client.getStreamMetadata(STREAM);
    expect(metadata).toEqual({ maxCount: 7 });
    expect(await revisions(`$$${STREAM}`)).toEqual([1]);
  });

  it('hide nothing from who reads all', async () => {
    await node.client.appendToStream(STREAM, events(3));
    await set({ maxCount: 1 });
    const all = await collect(node.client.readAll());
    expect(all.filter(({ event }) => event?.streamId === STREAM)).toHaveLength(3);
  });
});

describe('deleting a stream', () => {
  it('hides it until somebody writes to it, and revisions go on', async () => {
    await node.client.appendToStream(STREAM, events(3));
    await node.client.deleteStream(STREAM);
    await expect(revisions()).rejects.toMatchObject({ type: 'stream-not-found' });
    await node.client.appendToStream(STREAM, events(2), { expectedRevision: NO_STREAM });
    expect(await revisions()).toEqual([3, 4]);
    const { metadata } = await node.client.getStreamMetadata(STREAM);
    expect(metadata?.truncateBefore).toBe(3);
  });

  it('may be asked twice, but not of a stream that never was, or is not as believed', async () => {
    await node.client.appendToStream(STREAM, events(2));
    await expect(node.client.deleteStream(STREAM, { expectedRevision: 0n })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion: 0n,
      actualVersion: 1n,
      code: 9,
    });
    await node.client.deleteStream(STREAM, { expectedRevision: 1n });
    await node.client.deleteStream(STREAM);
    await expect(node.client.deleteStream('scheda-2')).rejects.toMatchObject({
      type: 'wrong-expected-version',
    });
  });

  it('is denied to everybody of what is no stream, or describes one', async () => {
    const { client } = node;
    await client.appendToStream(STREAM, events(1));
    await client.setStreamMetadata(STREAM, { maxCount: 5 });
    for (const name of ['', '$all', '$$', `$$${STREAM}`])
      for (const ended of [client.deleteStream(name), client.tombstoneStream(name)])
        await expect(ended).rejects.toMatchObject({ type: 'access-denied' });
    const { metadata } = await client.getStreamMetadata(STREAM);
    expect(metadata).toEqual({ maxCount: 5 });
  });

  it('for ever ends it for everybody', async () => {
    await node.client.appendToStream(STREAM, events(1));
    const ended = new Promise<Error>((resolve) => {
      node.client
        .subscribeToStream(STREAM, { fromRevision: END })
        .on('confirmation', () => void node.client.tombstoneStream(STREAM))
        .on('error', resolve)
        .on('data', () => undefined);
    });
    const deleted = { type: 'stream-deleted', streamName: STREAM };
    expect(await ended).toMatchObject(deleted);
    await expect(revisions()).rejects.toMatchObject(deleted);
    await expect(node.client.appendToStream(STREAM, events(1))).rejects.toMatchObject(deleted);
    await expect(node.client.deleteStream(STREAM)).rejects.toMatchObject(deleted);
    await expect(node.client.tombstoneStream(STREAM)).rejects.toMatchObject(deleted);
    await node.restart();
    await expect(revisions()).rejects.toMatchObject(deleted);
  });

  it('for ever may happen before it begins', async () => {
    await node.client.tombstoneStream(STREAM, { expectedRevision: NO_STREAM });
    await expect(node.client.appendToStream(STREAM, events(1))).rejects.toMatchObject({
      type: 'stream-deleted',
    });
  });
});

describe('subscribing', () => {
  it('begins strictly after what it is given, and goes on with what comes', async () => {
    await node.client.appendToStream(STREAM, events(3));
    const seen: bigint[] = [];
    for await (const { event } of node.client.subscribeToStream(STREAM, { fromRevision: 0n })) {
      if (event) seen.push(event.revision);
      if (seen.length === 2) await node.client.appendToStream(STREAM, events(1));
      if (seen.length === 3) break;
    }
    expect(seen).toEqual([1n, 2n, 3n]);
  });

  it('at any moment while somebody writes gives every event once, in order', async () => {
    const { client } = node;
    const filter = streamNameFilter({ prefixes: [STREAM] });
    const ways = [
      () => client.subscribeToStream(STREAM),
      () => client.subscribeToAll(),
      () => client.subscribeToAll({ filter }),
    ];
    const revisionsOfAll = Array.from({ length: 60 }, (_, revision) => BigInt(revision));
    const seenBy = async (subscription: ReturnType<(typeof ways)[number]>) => {
      const seen: bigint[] = [];
      for await (const { event } of subscription as AsyncIterable<ResolvedEvent>) {
        if (event?.streamId === STREAM) seen.push(event.revision);
        if (seen.at(-1) === revisionsOfAll.at(-1)) break;
      }
      await subscription.unsubscribe();
      return seen;
    };
    const seen: Promise<readonly bigint[]>[] = [];
    for (let written = 0; written < revisionsOfAll.length; written += 4) {
      const writing = client.appendToStream(STREAM, events(4));
      for (const way of ways) seen.push(seenBy(way()));
      await writing;
    }
    for (const each of await Promise.all(seen)) expect(each).toEqual(revisionsOfAll);
  });

  it('to all with a filter tells how far it has come, also where nothing is wanted', async () => {
    const { client } = node;
    const checkpoints: bigint[] = [];
    await client.appendToStream('cycle-1', events(40));
    await client.appendToStream(STREAM, events(1));
    const subscription = client.subscribeToAll({
      fromPosition: START,
      filter: {
        filterOn: 'streamName',
        regex: '^scheda-',
        checkpointInterval: 1,
        maxSearchWindow: 10,
        checkpointReached: (_subscription, position) => {
          checkpoints.push(position.commit);
        },
      },
    });
    for await (const { event } of subscription) if (event?.streamId === STREAM) break;
    expect(checkpoints.length).toBeGreaterThanOrEqual(4);
    expect(checkpoints).toEqual(checkpoints.toSorted((one, other) => Number(one - other)));
    const steps = checkpoints.slice(1).map((at, index) => at - (checkpoints[index] ?? 0n));
    // The last may be where it has caught up: that depends on when we leave.
    expect(steps.slice(0, -1).every((step) => step === 10n)).toBe(true);
    expect(steps.at(-1)).toBeLessThanOrEqual(10n);
  });
});
