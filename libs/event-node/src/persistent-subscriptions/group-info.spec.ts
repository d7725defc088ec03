import {
  BACKWARDS,
  END,
  persistentSubscriptionToAllSettingsFromDefaults as settingsToAll,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  PINNED,
  START,
} from '@eventstore/db-client';
import { TestNode } from '../event-node.fixture.js';
import { eventually, events, TestConsumer } from './consuming.fixture.js';

const STREAM = 'scheda-1';
const GROUP = 'readers';

describe('what is told of a group', () => {
  const node = new TestNode();

  it('are the settings it was made with', async () => {
    const { client } = node;
    const all = settings({
      startFrom: END,
      resolveLinkTos: true,
      extraStatistics: true,
      messageTimeout: 1_500,
      maxRetryCount: 3,
      checkPointAfter: 2_500,
      checkPointLowerBound: 4,
      checkPointUpperBound: 5,
      maxSubscriberCount: 6,
      liveBufferSize: 70,
      readBatchSize: 8,
      historyBufferSize: 90,
      consumerStrategyName: PINNED,
    });
    await client.createPersistentSubscriptionToStream(STREAM, GROUP, all);
    const info = await client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP);
    expect(info).toMatchObject({ eventSource: STREAM, groupName: GROUP, connections: [] });
    expect(info.settings).toEqual(all);
    expect(info.stats.lastKnownEventRevision).toBeUndefined();
  });

  it.each([START, END, { commit: 1n, prepare: 0n }] as const)(
    'is where it was to begin: %p',
    async (startFrom) => {
      const { client } = node;
      await client.appendToStream(STREAM, events(1));
      await client.createPersistentSubscriptionToAll(GROUP, settingsToAll({ startFrom }));
      const info = await client.getPersistentSubscriptionToAllInfo(GROUP);
      expect(info).toMatchObject({ eventSource: '$all', settings: { startFrom } });
    },
  );

  it('is who consumes, and how fast they answer', async () => {
    const { client } = node;
    const measured = settings({ startFrom: START, extraStatistics: true });
    await client.createPersistentSubscriptionToStream(STREAM, GROUP, measured);
    await client.appendToStream(STREAM, events(5));
    const consumer: TestConsumer = new TestConsumer(
      client.subscribeToPersistentSubscriptionToStream(STREAM, GROUP),
      (delivery) => consumer.ack(delivery),
    );
    const info = await eventually(
      () => client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP),
      ({ stats, connections }) =>
        connections[0]?.totalItems === 5n && stats.totalInFlightMessages === 0,
    );
    expect(info.stats).toMatchObject({ totalItems: 5n, lastKnownEventRevision: 4n });
    const [connection, ...others] = info.connections;
    expect(others).toEqual([]);
    expect(connection).toMatchObject({
      username: 'anonymous',
      connectionName: client.connectionName,
      availableSlots: 10,
    });
    expect(connection?.from).toMatch(/^127\.0\.0\.1:\d+$/u);
    expect(typeof connection?.extraStatistics?.get('quintile 3')).toBe('bigint');
  });

  it('is whether it has what there is in memory, however little its consumers take', async () => {
    const { client } = node;
    const room = settings({ startFrom: START, readBatchSize: 10, historyBufferSize: 20 });
    await client.createPersistentSubscriptionToStream(STREAM, GROUP, room);
    await client.appendToStream(STREAM, events(20));
    const status = async () =>
      (await client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP)).status;
    expect(await status()).toBe('Live');
    await client.appendToStream(STREAM, events(1, 20));
    expect(await status()).toBe('Behind');
    const consumer = new TestConsumer(
      client.subscribeToPersistentSubscriptionToStream(STREAM, GROUP, { bufferSize: 1 }),
    );
    await consumer.has(1);
    expect(await status()).toBe('Live');
  });

  it('is not how fast they answer, unless that was asked for', async () => {
    const { client } = node;
    await client.createPersistentSubscriptionToStream(STREAM, GROUP, settings());
    await new TestConsumer(
      client.subscribeToPersistentSubscriptionToStream(STREAM, GROUP),
    ).confirmed();
    const info = await client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP);
    expect(info.connections[0]?.extraStatistics).toBeUndefined();
  });

  it('needs a group', async () => {
    const { client } = node;
    for (const ask of [
      () => client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP),
      () => client.deletePersistentSubscriptionToStream(STREAM, GROUP),
      () => client.updatePersistentSubscriptionToStream(STREAM, GROUP, settings()),
    ])
      await expect(ask()).rejects.toMatchObject({
        type: 'persistent-subscription-does-not-exist',
        streamName: STREAM,
        groupName: GROUP,
        message: `5 NOT_FOUND: Subscription group ${GROUP} on stream ${STREAM} does not exist.`,
      });
  });
});

describe('a group', () => {
  const node = new TestNode();

  it('is written down where a server keeps it', async () => {
    const { client } = node;
    await client.createPersistentSubscriptionToStream(STREAM, GROUP, settings());
    const last = { direction: BACKWARDS, fromRevision: END, maxCount: 1 } as const;
    for await (const { event } of client.readStream('$persistentSubscriptionConfig', last))
      expect(event).toMatchObject({ type: 'PersistentConfig1', isJson: true });
  });
});

describe('the list of groups', () => {
  const node = new TestNode();

  it('is of all, of a stream, or of those on all', async () => {
    const { client } = node;
    expect(await client.listAllPersistentSubscriptions()).toEqual([]);
    await client.createPersistentSubscriptionToStream(STREAM, 'one', settings());
    await client.createPersistentSubscriptionToStream(STREAM, 'two', settings());
    await client.createPersistentSubscriptionToStream('cycle-1', 'one', settings());
    await client.createPersistentSubscriptionToAll('one', settingsToAll());
    const names = (list: readonly { eventSource: string; groupName: string }[]) =>
      list.map(({ eventSource, groupName }) => `${eventSource} ${groupName}`);
    expect(names(await client.listAllPersistentSubscriptions())).toHaveLength(4);
    expect(names(await client.listPersistentSubscriptionsToAll())).toEqual(['$all one']);
    expect(names(await client.listPersistentSubscriptionsToStream(STREAM))).toEqual([
      `${STREAM} one`,
      `${STREAM} two`,
    ]);
  });

  it('of a stream without groups is an error', async () => {
    const { client } = node;
    await expect(client.listPersistentSubscriptionsToStream(STREAM)).rejects.toMatchObject({
      type: 'persistent-subscription-does-not-exist',
      streamName: STREAM,
      groupName: '',
    });
    await expect(client.listPersistentSubscriptionsToAll()).rejects.toMatchObject({
      type: 'persistent-subscription-does-not-exist',
      streamName: '$all',
    });
  });
});
