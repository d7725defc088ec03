import { EventStoreDBClient, START } from '@eventstore/db-client';
import { persistentSubscriptionToStreamSettingsFromDefaults as settings } from '@eventstore/db-client';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventNode } from '../event-node.js';
import { TestNode } from '../event-node.fixture.js';
import { events, numbers, TestConsumer } from './consuming.fixture.js';

const STREAM = 'scheda-1';
const GROUP = 'readers';
const EVENTS = 200;
const ANSWERS = ['ack', 'ack', 'ack', 'park', 'skip', 'retry'] as const;

describe('a node that is killed', () => {
  const node = new TestNode();

  it('comes back at any moment with every event that is not done, and with those that are parked', async () => {
    const { client } = node;
    await client.appendToStream(STREAM, events(EVENTS));
    await client.createPersistentSubscriptionToStream(
      STREAM,
      GROUP,
      settings({ startFrom: START, checkPointLowerBound: 1, checkPointUpperBound: 5 }),
    );
    const settled = new Set<number>();
    const done = new Set<number>(); // settled, and not parked
    const crashes: { readonly folder: string; readonly done: ReadonlySet<number> }[] = [];
    let answers = 0;
    const consumer: TestConsumer = new TestConsumer(
      client.subscribeToPersistentSubscriptionToStream(STREAM, GROUP, { bufferSize: 20 }),
      (delivery) => {
        const [number = -1] = numbers([delivery]);
        const answer = ANSWERS[(number + delivery.retryCount) % ANSWERS.length] ?? 'ack';
        if (answer !== 'retry') settled.add(number);
        if (answer === 'ack' || answer === 'skip') done.add(number);
        void (answer === 'ack' ? consumer.ack(delivery) : consumer.nack(answer, delivery));
        if (++answers % 25 === 0)
          crashes.push({ folder: asAfterACrash(node.folder), done: new Set(done) });
      },
    );
    await consumer.until(() => settled.size === EVENTS);

    expect(crashes.length).toBeGreaterThan(5);
    for (const crash of crashes) {
      const given = await givenAfter(crash.folder);
      const lost = Array.from({ length: EVENTS }, (_, number) => number).filter(
        (number) => !given.has(number) && !crash.done.has(number),
      );
      expect(lost).toEqual([]);
    }
  });
});

/** The files as a power cut would leave them: nothing that is not yet written, and no farewell. */
function asAfterACrash(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'event-node-crash-'));
  for (const file of ['log.db', 'log.db-wal']) copyFileSync(join(folder, file), join(copy, file));
  return copy;
}

/** What the consumers of the group are given after the crash, and what is replayed to them. */
async function givenAfter(folder: string): Promise<ReadonlySet<number>> {
  const node = await startEventNode({ dataFolder: folder, port: 0 });
  const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${node.port}?tls=false`);
  await client.appendToStream(STREAM, events(1, EVENTS));
  await client.replayParkedMessagesToStream(STREAM, GROUP);
  const consumer: TestConsumer = new TestConsumer(
    client.subscribeToPersistentSubscriptionToStream(STREAM, GROUP),
    (delivery) => consumer.ack(delivery),
  );
  await consumer.until(({ given }) => numbers(given).includes(EVENTS));
  await client.dispose();
  await node.stop();
  rmSync(folder, { recursive: true });
  return new Set(numbers(consumer.given));
}
