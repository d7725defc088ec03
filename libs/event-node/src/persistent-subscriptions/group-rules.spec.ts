import {
  DISPATCH_TO_SINGLE,
  END,
  eventTypeFilter,
  jsonEvent,
  persistentSubscriptionToAllSettingsFromDefaults as settingsToAll,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  PINNED,
  START,
} from '@eventstore/db-client';
import { TestNode } from '../event-node.fixture.js';
import { eventually, events, numbers, TestConsumer } from './consuming.fixture.js';

const STREAM = 'scheda-1';
const GROUP = 'readers';

describe('creating a group', () => {
  const node = new TestNode();
  const create = (changes: Parameters<typeof settings>[0], stream = STREAM) =>
    node.client.createPersistentSubscriptionToStream(stream, GROUP, settings(changes));
  const createToAll = (changes: Parameters<typeof settingsToAll>[0], group = GROUP) =>
    node.client.createPersistentSubscriptionToAll(group, settingsToAll(changes));

  it('happens once for a stream and a name', async () => {
    await create({});
    await expect(create({})).rejects.toMatchObject({
      type: 'persistent-subscription-exists',
      code: 6,
      streamName: STREAM,
      groupName: GROUP,
    });
    await create({}, 'scheda-2');
    await createToAll({});
    await expect(createToAll({})).rejects.toMatchObject({
      type: 'persistent-subscription-exists',
      streamName: '$all',
    });
  });

  it('fails when a batch would not fit into the history buffer', async () => {
    await expect(create({ readBatchSize: 500, historyBufferSize: 500 })).rejects.toMatchObject({
      type: 'persistent-subscription-failed',
      code: 13,
      groupName: GROUP,
    });
    await create({ readBatchSize: 499, historyBufferSize: 500 });
  });

  it('fails when it is to begin beyond the end of the log', async () => {
    const { position } = await node.client.appendToStream(STREAM, events(1));
    const end = position?.commit ?? 0n;
    for (const startFrom of [
      { commit: end + 1n, prepare: end + 1n },
      { commit: end - 1n, prepare: end },
    ])
      await expect(createToAll({ startFrom })).rejects.toMatchObject({
        type: 'persistent-subscription-failed',
      });
    await createToAll({ startFrom: { commit: end, prepare: end } });
  });

  it('of a name that needs escaping tells it in ASCII', async () => {
    const client = node.client;
    await client.createPersistentSubscriptionToStream('scheda-è', 'lettrici è', settings());
    await expect(
      client.createPersistentSubscriptionToStream('scheda-è', 'lettrici è', settings()),
    ).rejects.toMatchObject({
      type: 'persistent-subscription-exists',
      streamName: 'scheda-%C3%A8',
    });
  });
});

describe('where a group begins', () => {
  const node = new TestNode();
  const consumer = () =>
    new TestConsumer(node.client.subscribeToPersistentSubscriptionToStream(STREAM, GROUP));

  it.each([
    ['the start', START, [0, 1, 2, 3]],
    ['a revision, itself included', 1n, [1, 2, 3]],
    ['a revision that is still to come', 3n, [3]],
    ['the end as it was when the group was made', END, [3]],
  ] as const)('is %s', async (_, startFrom, wanted) => {
    const { client } = node;
    await client.appendToStream(STREAM, events(3));
    await client.createPersistentSubscriptionToStream(STREAM, GROUP, settings({ startFrom }));
    await client.appendToStream(STREAM, events(1, 3));
    expect(numbers(await consumer().has(wanted.length))).toEqual(wanted);
  });

  it('is a position of the log, itself included', async () => {
    const { client } = node;
    await client.appendToStream(STREAM, events(1));
    const { position } = await client.appendToStream(STREAM, events(1, 1));
    if (position === undefined) throw new Error('The append told no position');
    await client.appendToStream('cycle-1', events(1, 2));
    await client.createPersistentSubscriptionToAll(GROUP, settingsToAll({ startFrom: position }), {
      filter: eventTypeFilter({ regex: '^Numb' }),
    });
    const toAll = new TestConsumer(client.subscribeToPersistentSubscriptionToAll(GROUP));
    expect(numbers(await toAll.has(2))).toEqual([1, 2]);
  });
});

describe('joining a group', () => {
  const node = new TestNode();
  const join = (bufferSize?: number) =>
    new TestConsumer(
      node.client.subscribeToPersistentSubscriptionToStream(
        STREAM,
        GROUP,
        bufferSize === undefined ? {} : { bufferSize },
      ),
    );
  const create = (changes: Parameters<typeof settings>[0]) =>
    node.client.createPersistentSubscriptionToStream(
      STREAM,
      GROUP,
      settings({ startFrom: START, ...changes }),
    );

  it('needs a group that is there', async () => {
    expect(await join().failed()).toMatchObject({
      type: 'persistent-subscription-does-not-exist',
      code: 5,
      streamName: STREAM,
      groupName: GROUP,
    });
  });

  it('is refused beyond the largest number of consumers, until one of them leaves', async () => {
    await create({ maxSubscriberCount: 1 });
    const first = await join().confirmed();
    expect(await join().failed()).toMatchObject({ type: 'maximum-subscribers-reached', code: 9 });
    await first.leave();
    await node.client.appendToStream(STREAM, events(1));
    for (;;) {
      const second = join();
      await second.until(({ given, error }) => given.length > 0 || error !== undefined);
      if (second.error === undefined) break; // the node may hear of the leave after the join
    }
  });

  it('gets no more than it has room for, and more as it answers', async () => {
    await create({});
    await node.client.appendToStream(STREAM, events(30));
    const consumer = join(4);
    await consumer.has(4);
    const { stats, connections } = await node.client.getPersistentSubscriptionToStreamInfo(
      STREAM,
      GROUP,
    );
    expect(stats.totalInFlightMessages).toBe(4);
    expect(connections).toMatchObject([{ inFlightMessages: 4, availableSlots: 0 }]);
    await consumer.ack(consumer.given[0]);
    expect(numbers(await consumer.has(5))).toEqual([0, 1, 2, 3, 4]);
  });

  it('is ended by an update, which keeps how far the group has come', async () => {
    await create({});
    await node.client.appendToStream(STREAM, events(3));
    const consumer = join();
    await consumer.has(3);
    await consumer.ack(consumer.given[0], consumer.given[1]);
    await inFlight(1);
    await node.client.updatePersistentSubscriptionToStream(
      STREAM,
      GROUP,
      settings({ startFrom: START, maxRetryCount: 3 }),
    );
    expect(await consumer.failed()).toMatchObject({
      type: 'persistent-subscription-dropped',
      code: 1,
    });
    const info = await node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP);
    expect(info.settings.maxRetryCount).toBe(3);
    expect(numbers(await join().has(1))).toEqual([2]);
  });

  it('is ended by deleting the group, and a new one of that name knows nothing of it', async () => {
    await create({ checkPointUpperBound: 1, checkPointLowerBound: 1 });
    await node.client.appendToStream(STREAM, events(3));
    const consumer = join();
    await consumer.has(3);
    await consumer.nack('park', consumer.given[0]);
    await consumer.ack(consumer.given[1]);
    await inFlight(1);
    await node.client.deletePersistentSubscriptionToStream(STREAM, GROUP);
    expect(await consumer.failed()).toMatchObject({
      type: 'persistent-subscription-dropped',
      groupName: GROUP,
    });
    expect(await join().failed()).toMatchObject({ type: 'persistent-subscription-does-not-exist' });
    await create({});
    const { stats } = await node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP);
    expect(stats).toMatchObject({ parkedMessageCount: 0n });
    expect(stats.lastCheckpointedEventRevision).toBeUndefined();
    expect(numbers(await join().has(3))).toEqual([0, 1, 2]);
  });

  it('is ended by a restart of all groups', async () => {
    await create({});
    const consumer = await join().confirmed();
    await node.client.restartPersistentSubscriptionSubsystem();
    expect(await consumer.failed()).toMatchObject({ type: 'persistent-subscription-dropped' });
    await node.client.appendToStream(STREAM, events(1));
    await join().has(1);
  });

  /** Answers have no answer: what is still in flight shows how many of them have arrived. */
  async function inFlight(count: number): Promise<void> {
    await eventually(
      () => node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP),
      ({ stats }) => stats.totalInFlightMessages === count,
    );
  }
});

describe('competing consumers', () => {
  const node = new TestNode();
  const join = (bufferSize = 10) =>
    new TestConsumer(
      node.client.subscribeToPersistentSubscriptionToStream(STREAM, GROUP, { bufferSize }),
    );
  const create = (changes: Parameters<typeof settings>[0]) =>
    node.client.createPersistentSubscriptionToStream(
      STREAM,
      GROUP,
      settings({ startFrom: START, ...changes }),
    );

  it('take turns by default', async () => {
    await create({});
    const [one, other] = [await join().confirmed(), await join().confirmed()];
    await node.client.appendToStream(STREAM, events(4));
    await Promise.all([one.has(2), other.has(2)]);
    expect([numbers(one.given), numbers(other.given)]).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('or the first takes what it has room for, and then the next', async () => {
    await create({ consumerStrategyName: DISPATCH_TO_SINGLE });
    const [one, other] = [await join(3).confirmed(), await join(3).confirmed()];
    await node.client.appendToStream(STREAM, events(5));
    await Promise.all([one.has(3), other.has(2)]);
    expect([numbers(one.given), numbers(other.given)]).toEqual([
      [0, 1, 2],
      [3, 4],
    ]);
  });

  it('or each stream belongs to one of them', async () => {
    const { client } = node;
    await client.createPersistentSubscriptionToAll(
      GROUP,
      settingsToAll({ startFrom: START, consumerStrategyName: PINNED }),
      { filter: eventTypeFilter({ prefixes: ['Numbered'] }) },
    );
    const both = [1, 2].map(
      () => new TestConsumer(client.subscribeToPersistentSubscriptionToAll(GROUP)),
    );
    await Promise.all(both.map((consumer) => consumer.confirmed()));
    for (const stream of ['a', 'b', 'c', 'd', 'e', 'f'])
      for (const number of [0, 1]) await client.appendToStream(stream, events(1, number));
    const given = () => both.flatMap((consumer) => consumer.given);
    await Promise.race(both.map((consumer) => consumer.until(() => given().length === 12)));
    const [one, other] = both.map(
      (consumer) => new Set(consumer.given.map(({ event }) => event?.streamId)),
    );
    expect([...(one ?? [])].filter((stream) => other?.has(stream))).toEqual([]);
  });

  it('get what another one had when it left, counted once more', async () => {
    await create({});
    await node.client.appendToStream(STREAM, events(2));
    const one = join();
    await one.has(2);
    const other = await join().confirmed();
    await one.leave();
    const given = await other.has(2);
    expect(numbers(given)).toEqual([0, 1]);
    expect(given.map(({ retryCount }) => retryCount)).toEqual([1, 1]);
  });

  it('never have the same event twice at once, even if it is in the stream twice', async () => {
    await create({});
    const event = jsonEvent({ type: 'Numbered', data: { number: 1 } });
    await node.client.appendToStream(STREAM, event);
    await node.client.appendToStream(STREAM, event, { expectedRevision: 0n });
    await node.client.appendToStream(STREAM, events(1, 2));
    const consumer = join();
    expect(numbers(await consumer.has(2))).toEqual([1, 2]);
    await consumer.ack(consumer.given[0]);
    expect(numbers(await consumer.has(3))).toEqual([1, 2, 1]);
  });
});
