import {
  persistentSubscriptionToAllSettingsFromDefaults as settingsToAll,
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { TestNode } from '../event-node.fixture.js';
import { eventually, events, linkTo, numbers, TestConsumer } from './consuming.fixture.js';
import type { Delivery } from './consuming.fixture.js';

const STREAM = 'scheda-1';
const GROUP = 'readers';
const PARKED = `$persistentsubscription-${STREAM}::${GROUP}-parked`;
const CHECKPOINTS = `$persistentsubscription-${STREAM}::${GROUP}-checkpoint`;

const node = new TestNode();

function create(changes: Parameters<typeof settings>[0]): Promise<void> {
  const all = settings({ startFrom: START, ...changes });
  return node.client.createPersistentSubscriptionToStream(STREAM, GROUP, all);
}

function join(onGiven?: (delivery: Delivery) => unknown, bufferSize = 10): TestConsumer {
  return new TestConsumer(
    node.client.subscribeToPersistentSubscriptionToStream(STREAM, GROUP, { bufferSize }),
    onGiven,
  );
}

function parkedAre(count: bigint) {
  return eventually(
    () => node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP),
    ({ stats }) => stats.parkedMessageCount === count && stats.totalInFlightMessages === 0,
  );
}

async function read(stream: string) {
  const found = [];
  for await (const { event } of node.client.readStream(stream)) if (event) found.push(event);
  return found;
}

describe('a consumer that answers', () => {
  it('with retry gets the event again before any other', async () => {
    await create({});
    await node.client.appendToStream(STREAM, events(3));
    const consumer = join(undefined, 2);
    await consumer.has(2);
    await consumer.nack('retry', consumer.given[0]);
    await consumer.has(3);
    await consumer.ack(consumer.given[1]);
    const given = await consumer.has(4);
    expect(numbers(given)).toEqual([0, 1, 0, 2]);
    expect(given.map(({ retryCount }) => retryCount)).toEqual([0, 0, 1, 0]);
  });

  it('gets the next ones in the order of its answers, though they come together', async () => {
    await create({});
    await node.client.appendToStream(STREAM, events(6));
    const consumer = join(undefined, 4);
    const given = await consumer.has(4);
    await Promise.all([
      consumer.nack('skip', given[0]),
      consumer.nack('retry', given[1]),
      consumer.ack(given[2]),
      consumer.nack('retry', given[3]),
    ]);
    expect(numbers(await consumer.has(8)).slice(4)).toEqual([4, 1, 5, 3]);
  });

  it.each(['skip', 'stop'] as const)('with %s does not get it again', async (action) => {
    await create({});
    await node.client.appendToStream(STREAM, events(1));
    const consumer = join();
    await consumer.has(1);
    await consumer.nack(action, consumer.given[0]);
    await node.client.appendToStream(STREAM, events(1, 1));
    expect(numbers(await consumer.has(2))).toEqual([0, 1]);
    await consumer.ack(consumer.given[1]);
    await parkedAre(0n);
  });

  it('with park leaves a link to it, which says why', async () => {
    await create({});
    await node.client.appendToStream(STREAM, events(2));
    const consumer = join();
    await consumer.has(2);
    await consumer.ack(consumer.given[0]);
    await consumer.nack('park', consumer.given[1]);
    await parkedAre(1n);
    const [parked, ...others] = await read(PARKED);
    expect(others).toEqual([]);
    expect(parked).toMatchObject({
      type: '$>',
      metadata: { reason: 'for a test', subscriptionEventNumber: 1 },
    });
    expect(Buffer.from(parked?.data as Uint8Array).toString()).toBe(`1@${STREAM}`);
    const { added } = parked?.metadata as { added: string };
    expect(new Date(added).toISOString()).toBe(added);
  });

  it('with retry too often parks it', async () => {
    await create({ maxRetryCount: 2 });
    await node.client.appendToStream(STREAM, events(1));
    const consumer: TestConsumer = join((delivery) => consumer.nack('retry', delivery));
    await parkedAre(1n);
    expect(consumer.given.map(({ retryCount }) => retryCount)).toEqual([0, 1, 2]);
  });

  it('for an event it does not have changes nothing', async () => {
    await create({});
    await node.client.appendToStream(STREAM, events(2));
    const [one, other] = [await join(undefined, 1).confirmed(), join(undefined, 1)];
    await Promise.all([one.has(1), other.has(1)]);
    await one.ack(other.given[0]);
    await one.ack(one.given[0]);
    await eventually(
      () => node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP),
      ({ stats }) => stats.totalInFlightMessages === 1,
    );
    await other.leave();
    expect(numbers(await one.has(2))[1]).toBe(numbers(other.given)[0]);
  });

  it('not in time loses the event to the others, and its late answer is nothing', async () => {
    await create({ messageTimeout: 50 });
    await node.client.appendToStream(STREAM, events(1));
    const consumer = join();
    const [first, second] = await consumer.has(2);
    expect([first?.retryCount, second?.retryCount]).toEqual([0, 1]);
    await consumer.ack(second);
    await eventually(
      () => node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP),
      ({ stats }) => stats.totalInFlightMessages === 0,
    );
  });

  it('may take as long as it likes when the timeout is 0', async () => {
    await create({ messageTimeout: 0 });
    const another = `${GROUP}-with-timeout`;
    const timed = settings({ startFrom: START, messageTimeout: 50 });
    await node.client.createPersistentSubscriptionToStream(STREAM, another, timed);
    await node.client.appendToStream(STREAM, events(1));
    const slow = join();
    const late = new TestConsumer(
      node.client.subscribeToPersistentSubscriptionToStream(STREAM, another),
    );
    await late.has(2); // time enough has passed for the one
    expect(slow.given).toHaveLength(1);
  });
});

describe('links', () => {
  const withLinks = async (resolveLinkTos: boolean) => {
    await create({ resolveLinkTos });
    await node.client.appendToStream('cycle-1', events(2));
    await node.client.appendToStream(STREAM, [linkTo('cycle-1', 0), linkTo('cycle-1', 7)]);
  };

  it('are followed when the group wants it, and answered by their own id', async () => {
    await withLinks(true);
    const consumer = join();
    const [found, missing] = await consumer.has(2);
    expect(found).toMatchObject({ event: { streamId: 'cycle-1' }, link: { streamId: STREAM } });
    expect(missing).toMatchObject({ link: { streamId: STREAM, revision: 1n } });
    expect(missing?.event).toBeUndefined();
    await consumer.ack(found, missing);
    await parkedAre(0n);
  });

  it('are events like any other when it does not', async () => {
    await withLinks(false);
    const [first] = await join().has(2);
    expect(first).toMatchObject({ event: { type: '$>', streamId: STREAM } });
    expect(first?.link).toBeUndefined();
  });
});

describe('replaying what is parked', () => {
  const parkAll = async (count: number) => {
    await create({});
    await node.client.appendToStream(STREAM, events(count));
    const consumer: TestConsumer = join((delivery) => consumer.nack('park', delivery));
    await parkedAre(BigInt(count));
    await consumer.leave();
  };

  it('gives each of them again, through its link, as if for the first time', async () => {
    await parkAll(3);
    const consumer = join();
    await node.client.replayParkedMessagesToStream(STREAM, GROUP);
    const given = await consumer.has(3);
    expect(numbers(given)).toEqual([0, 1, 2]);
    expect(given.map(({ retryCount }) => retryCount)).toEqual([0, 0, 0]);
    expect(given[0]).toMatchObject({ link: { streamId: PARKED, type: '$>' } });
  });

  it('lets go of them once they are settled, and not before', async () => {
    await parkAll(2);
    const consumer = join();
    await node.client.replayParkedMessagesToStream(STREAM, GROUP);
    await consumer.has(2);
    expect(await read(PARKED)).toHaveLength(2);
    await consumer.ack(...consumer.given);
    await eventually(
      () => node.client.getStreamMetadata(PARKED),
      ({ metadata }) => metadata?.truncateBefore === 2,
    );
    expect(await read(PARKED)).toHaveLength(0);
  });

  it('stops where it is told', async () => {
    await parkAll(4);
    const consumer = join();
    await node.client.replayParkedMessagesToStream(STREAM, GROUP, { stopAt: 2 });
    await consumer.has(2);
    await consumer.ack(...consumer.given);
    await parkedAre(2n);
    await node.client.replayParkedMessagesToStream(STREAM, GROUP);
    expect(numbers(await consumer.has(4))).toEqual([0, 1, 2, 3]);
  });

  it('asked twice gives them once', async () => {
    await parkAll(2);
    const consumer = join();
    await node.client.replayParkedMessagesToStream(STREAM, GROUP);
    await node.client.replayParkedMessagesToStream(STREAM, GROUP);
    await node.client.appendToStream(STREAM, events(1, 2));
    expect(numbers(await consumer.has(3)).toSorted()).toEqual([0, 1, 2]);
  });

  it('of an event that nobody copes with even then parks it again', async () => {
    await parkAll(1);
    const consumer: TestConsumer = join((delivery) => consumer.nack('park', delivery));
    await node.client.replayParkedMessagesToStream(STREAM, GROUP);
    await consumer.has(1);
    await parkedAre(1n);
    const again = join();
    await consumer.leave();
    await node.client.replayParkedMessagesToStream(STREAM, GROUP);
    expect(numbers(await again.has(1))).toEqual([0]);
  });

  it('needs a group', async () => {
    await expect(node.client.replayParkedMessagesToStream(STREAM, GROUP)).rejects.toMatchObject({
      type: 'persistent-subscription-does-not-exist',
      groupName: GROUP,
    });
  });

  it('works for a group on all, whose own streams nobody who reads all sees', async () => {
    const { client } = node;
    await client.appendToStream(STREAM, events(2));
    const filter = streamNameFilter({ prefixes: ['scheda-'] });
    const all = settingsToAll({ startFrom: START, checkPointUpperBound: 1 });
    await client.createPersistentSubscriptionToAll(GROUP, all, { filter });
    const parking: TestConsumer = new TestConsumer(
      client.subscribeToPersistentSubscriptionToAll(GROUP),
      (delivery) => parking.nack('park', delivery),
    );
    const parked = (count: bigint) =>
      eventually(
        () => client.getPersistentSubscriptionToAllInfo(GROUP),
        ({ stats }) => stats.parkedMessageCount === count,
      );
    await parked(2n);
    await parking.leave();
    const replayed = new TestConsumer(client.subscribeToPersistentSubscriptionToAll(GROUP));
    await client.replayParkedMessagesToAll(GROUP);
    expect(numbers(await replayed.has(2))).toEqual([0, 1]);
    const streams = new Set<string>();
    for await (const { event } of client.readAll()) if (event) streams.add(event.streamId);
    expect([...streams].filter((stream) => stream.startsWith('$persistentsubscription'))).toEqual(
      [],
    );
  });
});

describe('what survives a restart of the node', () => {
  it('is how far the group has come, at the latest after so many events', async () => {
    await create({ checkPointLowerBound: 1, checkPointUpperBound: 2, checkPointAfter: 3_600_000 });
    await node.client.appendToStream(STREAM, events(5));
    const consumer = join();
    await consumer.has(5);
    await consumer.ack(...consumer.given.slice(0, 2));
    await eventually(
      () => node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP),
      ({ stats }) => stats.lastCheckpointedEventRevision === 1n,
    );
    const [checkpoint] = await read(CHECKPOINTS);
    expect(checkpoint).toMatchObject({ type: '$SubscriptionCheckpoint', data: '1' });
    await node.restart();
    expect(numbers(await join().has(3))).toEqual([2, 3, 4]);
  });

  it('or, with few events, after some time', async () => {
    await create({ checkPointLowerBound: 1, checkPointUpperBound: 100, checkPointAfter: 1 });
    await node.client.appendToStream(STREAM, events(2));
    const consumer = join();
    await consumer.has(2);
    await consumer.ack(consumer.given[0]);
    await eventually(
      () => node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP),
      ({ stats }) => stats.lastCheckpointedEventRevision === 0n,
    );
  });

  it('never passes an event that nobody has settled', async () => {
    await create({ checkPointLowerBound: 1, checkPointUpperBound: 1 });
    await node.client.appendToStream(STREAM, events(4));
    const consumer = join();
    await consumer.has(4);
    await consumer.ack(consumer.given[0], consumer.given[2], consumer.given[3]);
    await eventually(
      () => node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP),
      ({ stats }) => stats.lastCheckpointedEventRevision === 0n,
    );
    await node.restart();
    expect(numbers(await join().has(3))).toEqual([1, 2, 3]);
  });

  it('is where it began, if nobody has answered anything', async () => {
    await node.client.appendToStream(STREAM, events(2));
    await create({ startFrom: 'end' });
    await node.client.appendToStream(STREAM, events(1, 2));
    await node.restart();
    expect(numbers(await join().has(1))).toEqual([2]);
  });

  it('are its settings and its filter', async () => {
    const { client } = node;
    const filter = streamNameFilter({ regex: '^scheda' });
    const all = settingsToAll({ startFrom: START, maxRetryCount: 7, messageTimeout: 1_234 });
    await client.createPersistentSubscriptionToAll(GROUP, all, { filter });
    await client.appendToStream('cycle-1', events(1));
    await client.appendToStream(STREAM, events(1, 1));
    await node.restart();
    const info = await node.client.getPersistentSubscriptionToAllInfo(GROUP);
    expect(info.settings).toEqual(all);
    const consumer = new TestConsumer(node.client.subscribeToPersistentSubscriptionToAll(GROUP));
    expect(numbers(await consumer.has(1))).toEqual([1]);
  });

  it('is what is parked, also while it is replayed', async () => {
    await create({});
    await node.client.appendToStream(STREAM, events(2));
    const consumer: TestConsumer = join((delivery) => consumer.nack('park', delivery));
    await parkedAre(2n);
    await consumer.leave();
    const replayed = join();
    await node.client.replayParkedMessagesToStream(STREAM, GROUP);
    await replayed.has(2);
    await replayed.ack(replayed.given[0]);
    await eventually(
      () => node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP),
      ({ stats }) => stats.totalInFlightMessages === 1,
    );
    await node.restart();
    await parkedAre(1n);
    const again = join();
    await node.client.replayParkedMessagesToStream(STREAM, GROUP);
    expect(numbers(await again.has(1))).toEqual([1]);
  });

  it('is not a group that was deleted', async () => {
    await create({});
    await node.client.deletePersistentSubscriptionToStream(STREAM, GROUP);
    await node.restart();
    expect(await node.client.listAllPersistentSubscriptions()).toEqual([]);
  });
});
