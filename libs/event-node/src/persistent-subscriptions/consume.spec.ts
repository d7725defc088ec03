import {
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { TestNode } from '../event-node.fixture.js';
import { events, numbers, TestConsumer } from './consuming.fixture.js';

describe('a group of consumers', () => {
  const node = new TestNode();

  it('gives the events of a stream, those there were and those that come', async () => {
    const { client } = node;
    await client.appendToStream('scheda-1', events(3));
    await client.createPersistentSubscriptionToStream(
      'scheda-1',
      'readers',
      persistentSubscriptionToStreamSettingsFromDefaults({ startFrom: START }),
    );
    const consumer = new TestConsumer(
      client.subscribeToPersistentSubscriptionToStream('scheda-1', 'readers'),
    );
    await consumer.has(3);
    await client.appendToStream('scheda-1', events(2, 3));
    expect(numbers(await consumer.has(5))).toEqual([0, 1, 2, 3, 4]);
    await consumer.ack(...consumer.given);
    await consumer.leave();
  });

  it('gives the events of the whole log that its filter wants', async () => {
    const { client } = node;
    await client.appendToStream('scheda-1', events(2));
    await client.appendToStream('cycle-1', events(2, 10));
    await client.createPersistentSubscriptionToAll(
      'readers',
      persistentSubscriptionToAllSettingsFromDefaults({ startFrom: START }),
      { filter: streamNameFilter({ prefixes: ['scheda-'] }) },
    );
    const consumer = new TestConsumer(client.subscribeToPersistentSubscriptionToAll('readers'));
    await consumer.has(2);
    await client.appendToStream('cycle-1', events(1, 12));
    await client.appendToStream('scheda-2', events(1, 2));
    expect(numbers(await consumer.has(3))).toEqual([0, 1, 2]);
    await consumer.ack(...consumer.given);
    await consumer.leave();
  });
});
