import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import fc from 'fast-check';
import { allOf } from './all-of.js';
import { canonicalJson } from './canonical-json.js';
import { EsdbConnection } from './esdb.connection.js';
import { esdbAddress } from './esdb.address.js';
import { EsdbEventStore } from './esdb.event-store.js';
import { streamIdentifier } from './esdb.events.js';
import { Patience } from './esdb.patience.js';
import { shared, streams } from './esdb.protocol.js';
import type { Streams } from './esdb.protocol.js';
import { eventNode } from './event-node.fixture.js';
import type { NodeUnderTest } from './event-node.fixture.js';
import type { EventStore } from './event-store.js';
import { anEvent } from './event.fixture.js';
import { anyJsonObject } from './json.arbitrary.js';

describe('On the server', () => {
  let node: NodeUnderTest;
  let store: EventStore;
  let others: EventStoreDBClient;
  let connection: EsdbConnection;
  beforeAll(async () => {
    node = await eventNode();
    store = EsdbEventStore.open({ connectionString: node.address() });
    others = EventStoreDBClient.connectionString(node.address());
    connection = new EsdbConnection(esdbAddress(node.address()));
  });
  afterAll(async () => {
    await others.dispose();
    await store.close();
    connection.close();
    await node.dispose();
  });

  /** What the server holds of the first event of a stream, as it is. */
  const bytes = (stream: string): Promise<readonly string[]> =>
    connection.insist(new Patience(4_000), (remote) => {
      const { ReadDirection, StreamOptions, UUIDOption } = streams.ReadReq.Options;
      const of = new StreamOptions().setStreamIdentifier(streamIdentifier(stream));
      const options = new streams.ReadReq.Options();
      options.setStream(of.setStart(new shared.Empty())).setCount('1');
      options.setReadDirection(ReadDirection.FORWARDS).setNoFilter(new shared.Empty());
      options.setUuidOption(new UUIDOption().setString(new shared.Empty()));
      const call = remote.streams.read(
        new streams.ReadReq().setOptions(options),
        remote.metadata(),
      );
      return new Promise((resolve, reject) => {
        call.on('error', reject);
        call.on('data', (message: Streams.ReadResp) => {
          const recorded = message.getEvent()?.getEvent();
          if (recorded === undefined) return;
          const parts = [recorded.getData_asU8(), recorded.getCustomMetadata_asU8()];
          resolve(parts.map((part) => Buffer.from(part).toString('utf8')));
        });
      });
    });

  it('events are the very bytes of their canonical form', async () => {
    // Objects put keys that look like whole numbers first, and the canonical form does not.
    const numbers = fc.dictionary(fc.constantFrom('10', '9', 'b', '-1', '01', 'è'), anyJsonObject);
    const anyObject = fc.oneof(anyJsonObject, numbers);
    await fc.assert(
      fc.asyncProperty(anyObject, anyObject, async (data, metadata) => {
        const stream = `bytes-${randomUUID()}`;
        await store.append(stream, [{ ...anEvent(), data, metadata }], 'none');
        expect(await bytes(stream)).toEqual([canonicalJson(data), canonicalJson(metadata)]);
      }),
      { numRuns: 60 },
    );
  });

  it('ours are events like any other to other programs', async () => {
    const event = anEvent();
    await store.append('ours-1', [event], 'none');
    const seen: unknown[] = [];
    for await (const { event: read } of others.readStream('ours-1')) seen.push(read);
    expect(seen).toMatchObject([
      { id: event.id, type: event.type, isJson: true, data: event.data, metadata: event.metadata },
    ]);
  });

  it("other programs' events are there, and those of the server are not", async () => {
    const data = ['not', 'an', 'object'];
    await others.appendToStream('theirs-1', jsonEvent({ type: 'Listed', data: data as never }));
    await others.setStreamMetadata('theirs-1', { maxCount: 9 });
    const read = await allOf(store.readAll());
    expect(read.filter(({ stream }) => stream.endsWith('theirs-1'))).toMatchObject([
      { stream: 'theirs-1', type: 'Listed', data: {}, metadata: {} },
    ]);
  });
});
