import { credentials } from '@grpc/grpc-js';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import timestampMessages from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { randomUUID } from 'node:crypto';
import { on, once } from 'node:events';
import { TestNode } from './event-node.fixture.js';
import { shared, streams } from './protocol.js';
import type { Streams } from './protocol.js';
import { idOf, streamIdentifier, uuid } from './wire.js';

const STREAM = 'scheda-1';

describe('appending in batches', () => {
  const node = new TestNode({ maxAppendBytes: 1_000 });
  let call: ClientDuplexStream<Streams.BatchAppendReq, Streams.BatchAppendResp>;
  let client: InstanceType<typeof streamServices.StreamsClient>;
  beforeEach(() => {
    const address = `127.0.0.1:${node.port}`;
    client = new streamServices.StreamsClient(address, credentials.createInsecure());
    call = client.batchAppend();
    call.on('error', () => undefined); // the node stops before the client
  });
  afterEach(() => {
    call.cancel();
    client.close();
  });

  const options = (stream?: string) => {
    const asked = new streams.BatchAppendReq.Options().setAny(new shared.Empty());
    return stream === undefined ? asked : asked.setStreamIdentifier(streamIdentifier(stream));
  };
  const withDeadline = (asked: Streams.BatchAppendReq.Options, atMs: number) =>
    asked.setDeadline(timestampMessages.Timestamp.fromDate(new Date(atMs)));
  /** One part of an append, with one event. */
  const part = (id: string, last: boolean, asked?: Streams.BatchAppendReq.Options, bytes = 10) => {
    const event = new streams.BatchAppendReq.ProposedMessage().setId(uuid(randomUUID()));
    event.getMetadataMap().set('type', 'Test').set('content-type', 'application/octet-stream');
    event.setData(Buffer.alloc(bytes));
    const message = new streams.BatchAppendReq().setCorrelationId(uuid(id)).setIsFinal(last);
    call.write(message.setProposedMessagesList([event]).setOptions(asked));
  };
  const answer = async () => ((await once(call, 'data')) as [Streams.BatchAppendResp])[0];
  const errorOf = (answered: Streams.BatchAppendResp) =>
    answered.getError()?.getDetails()?.getTypeName();

  it('writes the parts of one append together', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    part(one, false, options(STREAM));
    part(other, false, options('scheda-2'));
    part(other, true);
    part(one, false);
    part(one, true);
    const last = new Map<string, string | undefined>();
    for await (const [answered] of on(call, 'data') as AsyncIterable<[Streams.BatchAppendResp]>) {
      last.set(idOf(answered.getCorrelationId()), answered.getSuccess()?.getCurrentRevision());
      if (last.size === 2) break;
    }
    expect(last).toEqual(
      new Map([
        [one, '2'],
        [other, '1'],
      ]),
    );
  });

  it('refuses what comes after its deadline at once, and writes nothing of it', async () => {
    const id = randomUUID();
    part(id, false, withDeadline(options(STREAM), Date.now() - 1));
    const late = await answer();
    expect([idOf(late.getCorrelationId()), errorOf(late)]).toEqual([
      id,
      'event_store.client.Timeout',
    ]);
    part(id, true); // the rest of what is refused already
    part(randomUUID(), true, withDeadline(options(STREAM), Date.now() + 60_000));
    expect((await answer()).getSuccess()?.getCurrentRevision()).toBe('0');
  });

  it('refuses what is too large as soon as it is, with its rest', async () => {
    const id = randomUUID();
    part(id, false, options(STREAM), 600);
    part(id, false, undefined, 600);
    const refused = await answer();
    expect([idOf(refused.getCorrelationId()), errorOf(refused)]).toEqual([
      id,
      'event_store.client.MaximumAppendSizeExceeded',
    ]);
    part(id, true);
    part(randomUUID(), true, options(STREAM));
    expect((await answer()).getSuccess()?.getCurrentRevision()).toBe('0');
  });

  it('refuses an append to no stream, and goes on with the others', async () => {
    part(randomUUID(), true, options());
    expect(errorOf(await answer())).toBe('event_store.client.BadRequest');
    part(randomUUID(), true, options(STREAM));
    expect((await answer()).hasSuccess()).toBe(true);
  });
});
