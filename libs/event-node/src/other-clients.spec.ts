import { credentials, Metadata, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { randomUUID } from 'node:crypto';
import { TestNode } from './event-node.fixture.js';
import { events } from './persistent-subscriptions/consuming.fixture.js';
import { shared, streams } from './protocol.js';
import type { Gossip, Streams } from './protocol.js';
import { idOf, isId, streamIdentifier, uuid } from './wire.js';

const STREAM = 'scheda-1';

/** What clients of other languages ask for, and that of this language does not. */
describe('an event node asked by other clients', () => {
  const NOW_MS = 1_732_500_000_000;
  const node = new TestNode({ clock: () => NOW_MS });
  const insecure = () => [`127.0.0.1:${node.port}`, credentials.createInsecure()] as const;
  const caller = () => new streamServices.StreamsClient(...insecure());

  /** What a read answers, in short: 'from 3', an event by its revision, 'to 7'. */
  const read = async (from: number | 'end', forward = true, compatibility = 1) => {
    const stream = new streams.ReadReq.Options.StreamOptions();
    stream.setStreamIdentifier(streamIdentifier(STREAM));
    if (from === 'end') stream.setEnd(new shared.Empty());
    else stream.setRevision(String(from));
    const { ControlOption, ReadDirection, UUIDOption } = streams.ReadReq.Options;
    const options = new streams.ReadReq.Options()
      .setStream(stream)
      .setCount('18446744073709551615');
    options.setReadDirection(forward ? ReadDirection.FORWARDS : ReadDirection.BACKWARDS);
    options.setUuidOption(new UUIDOption().setStructured(new shared.Empty()));
    options.setNoFilter(new shared.Empty());
    options.setControlOption(new ControlOption().setCompatibility(compatibility));
    const told: unknown[] = [];
    const call = caller().read(new streams.ReadReq().setOptions(options));
    for await (const answer of call as AsyncIterable<Streams.ReadResp>) {
      if (answer.hasFirstStreamPosition()) told.push(`from ${answer.getFirstStreamPosition()}`);
      else if (answer.hasLastStreamPosition()) told.push(`to ${answer.getLastStreamPosition()}`);
      else if (answer.hasStreamNotFound()) told.push('nothing');
      else told.push(Number(answer.getEvent()?.getEvent()?.getStreamRevision()));
    }
    return told;
  };

  it('tells where a stream ends to who wants to know', async () => {
    expect(await read(0)).toEqual(['nothing']);
    await node.client.appendToStream(STREAM, events(3));
    expect(await read(1)).toEqual([1, 2, 'to 2']);
    expect(await read('end', false)).toEqual([2, 1, 0, 'to 2']);
    expect(await read('end')).toEqual(['to 2']);
    expect(await read(0, true, 0)).toEqual([0, 1, 2]);
  });

  it('tells where there is something, when there is nothing where the reader begins', async () => {
    await node.client.appendToStream(STREAM, events(40));
    await node.client.setStreamMetadata(STREAM, { truncateBefore: 38 });
    expect(await read(0)).toEqual(['from 38', 38, 39, 'to 39']);
    expect(await read(20)).toEqual([38, 39, 'to 39']); // the server had seen some
    expect(await read(40)).toEqual(['to 39']);
    expect(await read(90)).toEqual(['from 40', 'to 39']);
    expect(await read(0, true, 0)).toEqual([38, 39]);
  });

  it('knows an id by where it was first, also when it is there twice', async () => {
    const [event] = events(1);
    if (event === undefined) throw new Error('There is one');
    const twice = [event, event];
    expect(await node.client.appendToStream(STREAM, twice)).toMatchObject({
      nextExpectedRevision: 1n,
    });
    expect(await node.client.appendToStream(STREAM, twice)).toMatchObject({
      nextExpectedRevision: 0n,
    });
  });

  it('ends for ever with a stream what describes it', async () => {
    await node.client.setStreamMetadata(STREAM, { maxCount: 3 });
    await node.client.tombstoneStream(STREAM);
    const ended = { type: 'stream-deleted', streamName: `$$${STREAM}` };
    await expect(node.client.getStreamMetadata(STREAM)).rejects.toMatchObject(ended);
    await expect(node.client.setStreamMetadata(STREAM, {})).rejects.toMatchObject(ended);
  });

  const append = (options: Streams.AppendReq.Options, ...names: readonly string[]) =>
    new Promise<ServiceError | null>((resolve) => {
      const call = caller().append(new Metadata(), (error) => {
        resolve(error);
      });
      const event = new streams.AppendReq.ProposedMessage().setId(uuid(randomUUID(), 'numbers'));
      for (const name of names) event.getMetadataMap().set(name, 'application/json');
      call.write(new streams.AppendReq().setOptions(options));
      call.end(new streams.AppendReq().setProposedMessage(event));
    });
  const toStream = () =>
    new streams.AppendReq.Options().setStreamIdentifier(streamIdentifier(STREAM));

  it('wants to be told how the writer expects the stream to be', async () => {
    const error = await append(toStream(), 'type', 'content-type');
    expect(error?.code).toBe(status.INVALID_ARGUMENT);
    const any = toStream().setAny(new shared.Empty());
    expect(await append(any, 'type', 'content-type')).toBeNull();
  });

  it('says what an event has to say of itself', async () => {
    const error = await append(toStream().setAny(new shared.Empty()), 'type');
    expect(error?.details).toContain("'content-type'");
    expect(error?.metadata.getMap()).toMatchObject({
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': 'type,content-type',
    });
  });

  it('is a cluster of one, which leads', async () => {
    const cluster = await new Promise<Gossip.ClusterInfo | undefined>((resolve) => {
      new gossipServices.GossipClient(...insecure()).read(new shared.Empty(), (_error, answer) => {
        resolve(answer);
      });
    });
    const [member, ...others] = cluster?.getMembersList() ?? [];
    expect(others).toEqual([]);
    expect(member?.toObject()).toMatchObject({
      isAlive: true,
      timeStamp: `${NOW_MS}0000`,
      httpEndPoint: { address: '127.0.0.1', port: node.port },
    });
    expect(member?.getInstanceId()?.hasStructured()).toBe(true);
    expect(isId(idOf(member?.getInstanceId()))).toBe(true);
  });
});
