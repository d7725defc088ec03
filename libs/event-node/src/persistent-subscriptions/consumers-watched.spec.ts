import {
  persistentSubscriptionToStreamSettingsFromDefaults as settings,
  START,
} from '@eventstore/db-client';
import { once } from 'node:events';
import { TestNode } from '../event-node.fixture.js';
import { persistent, shared } from '../protocol.js';
import { PING, RawConnection } from '../raw-connection.fixture.js';
import { streamIdentifier } from '../wire.js';
import { eventually, events, numbers, TestConsumer } from './consuming.fixture.js';

const STREAM = 'scheda-1';
const GROUP = 'readers';

/** Joins the group on a connection of its own. */
async function consuming(port: number): Promise<RawConnection> {
  const options = new persistent.ReadReq.Options().setStreamIdentifier(streamIdentifier(STREAM));
  options.setGroupName(GROUP).setBufferSize(10);
  const ids = new persistent.ReadReq.Options.UUIDOption().setString(new shared.Empty());
  const bytes = new persistent.ReadReq().setOptions(options.setUuidOption(ids)).serializeBinary();
  const prefixed = Buffer.alloc(5 + bytes.length);
  prefixed.writeUInt32BE(bytes.length, 1);
  prefixed.set(bytes, 5);
  const connection = new RawConnection(port);
  await connection.call(
    '/event_store.client.persistent_subscriptions.PersistentSubscriptions/Read',
  );
  await connection.data(prefixed);
  return connection;
}

describe('a consumer that no longer answers', () => {
  const node = new TestNode({ askConsumersMs: 20 });
  const inFlight = (count: number) =>
    eventually(
      () => node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP),
      ({ stats }) => stats.totalInFlightMessages === count,
    );
  beforeEach(async () => {
    const { client } = node;
    await client.appendToStream(STREAM, events(2));
    const group = settings({ startFrom: START });
    await client.createPersistentSubscriptionToStream(STREAM, GROUP, group);
  });

  it('is cut off, and others get what it had', async () => {
    const connection = await consuming(node.port);
    await inFlight(2);
    const closed = once(connection.socket, 'close');
    connection.answersPings = false;
    await closed;
    const other = new TestConsumer(
      node.client.subscribeToPersistentSubscriptionToStream(STREAM, GROUP),
    );
    expect(numbers(await other.has(2))).toEqual([0, 1]);
  });

  it('is not one that answers, however long it takes for an event', async () => {
    const connection = await consuming(node.port);
    await inFlight(2);
    const questions = () => connection.received.filter(({ type }) => type === PING).length;
    await connection.until(() => questions() > 20);
    await inFlight(2);
    await connection.close();
  });

  it('is not any other client', async () => {
    const silent = new RawConnection(node.port);
    silent.answersPings = false;
    const connection = await consuming(node.port);
    const closed = once(connection.socket, 'close');
    connection.answersPings = false;
    await closed;
    await silent.read();
    silent.socket.destroy();
  });
});
