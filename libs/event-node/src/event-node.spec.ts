import { credentials, Metadata, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import featureServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { selfSignedCertificate } from '../../../test/certificate.fixture.js';
import { CannotServe } from './cannot-serve.js';
import { startEventNode } from './event-node.js';
import type { StartEventNode } from './event-node.js';
import { TestNode } from './event-node.fixture.js';
import { events } from './persistent-subscriptions/consuming.fixture.js';
import { shared, streams } from './protocol.js';
import type { Features, Streams } from './protocol.js';
import { idOf, streamIdentifier } from './wire.js';

const STREAM = 'scheda-1';
/** Whether this machine has any address of version 6. */
const longAddresses = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

describe('an event node', () => {
  const node = new TestNode();
  const insecure = () => [`127.0.0.1:${node.port}`, credentials.createInsecure()] as const;

  it('keeps what was written when it stops and starts again', async () => {
    await node.client.appendToStream(STREAM, events(2));
    await node.restart();
    const found = [];
    for await (const { event } of node.client.readStream(STREAM)) found.push(event?.data);
    expect(found).toEqual([{ number: 0 }, { number: 1 }]);
  });

  it('has its folder for itself', async () => {
    await expect(startEventNode({ dataFolder: node.folder, port: 0 })).rejects.toMatchObject({
      code: 'already-running',
    });
  });

  it('leaves the folder to others when it cannot have its port', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const dataFolder = join(node.folder, 'another');
    const refused = startEventNode({ dataFolder, port });
    await expect(refused).rejects.toThrow(CannotServe);
    await expect(refused).rejects.toThrow(`127.0.0.1:${port}`);
    const second = await startEventNode({ dataFolder, port: 0 });
    await second.stop();
    taken.close();
  });

  it('says what is wrong with an address, or with a certificate, that it cannot have', async () => {
    const dataFolder = join(node.folder, 'another');
    const refused = async (asked: Partial<StartEventNode>, said: RegExp) => {
      const started = startEventNode({ dataFolder, port: 0, ...asked });
      await expect(started).rejects.toThrow(CannotServe);
      await expect(started).rejects.toThrow(said);
    };
    const [one, other] = [selfSignedCertificate(), selfSignedCertificate()];
    const nothing = { certificate: Buffer.from('no certificate'), key: Buffer.from('no key') };
    await refused({ host: '192.0.2.1' }, /ascoltare su 192\.0\.2\.1.* \/ Nobody can listen/su);
    await refused({ tls: nothing }, /certificato e la chiave.* \/ The certificate and the key/su);
    await refused({ tls: { ...one, key: other.key } }, /certificato e la chiave/u);
  });

  (longAddresses ? it : it.skip)('listens also where addresses are long', async () => {
    const dataFolder = join(node.folder, 'another');
    const second = await startEventNode({ dataFolder, port: 0, host: '::1' });
    try {
      const socket = connect({ host: '::1', port: second.port });
      await once(socket, 'connect');
      socket.destroy();
    } finally {
      await second.stop();
    }
  });

  it('begins with events of its own, as clients expect of a server', async () => {
    const found = [];
    for await (const { event } of node.client.readAll()) found.push(event?.streamId);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((stream) => stream?.startsWith('$'))).toBe(true);
    await node.restart();
    const again = [];
    for await (const { event } of node.client.readAll()) again.push(event?.streamId);
    expect(again).toEqual(found);
  });

  it('says which methods it serves, and which features they have', async () => {
    const answer = await new Promise<Features.SupportedMethods | undefined>((resolve) => {
      const client = new featureServices.ServerFeaturesClient(...insecure());
      client.getSupportedMethods(new shared.Empty(), (_error, methods) => {
        resolve(methods);
      });
    });
    const methods = answer?.getMethodsList() ?? [];
    const of = (service: string) =>
      methods
        .filter((method) => method.getServiceName().endsWith(service))
        .map((method) => method.getMethodName())
        .toSorted();
    expect(of('.streams')).toEqual(['append', 'batchappend', 'delete', 'read', 'tombstone']);
    expect(of('.persistentsubscriptions')).toEqual([
      'create',
      'delete',
      'getinfo',
      'list',
      'read',
      'replayparked',
      'restartsubsystem',
      'update',
    ]);
    const create = methods.find((method) => method.getMethodName() === 'create');
    expect(create?.getFeaturesList()).toEqual(['stream', 'all']);
    expect(answer?.getEventStoreServerVersion()).toMatch(/^\d+\.\d+\.\d+$/u);
  });

  it('tells ids as two numbers to who asks for them', async () => {
    const { client } = node;
    const [event] = events(1);
    if (event === undefined) throw new Error('There is one');
    await client.appendToStream(STREAM, event);
    const ids = new streams.ReadReq.Options.UUIDOption().setStructured(new shared.Empty());
    const stream = new streams.ReadReq.Options.StreamOptions();
    stream.setStreamIdentifier(streamIdentifier(STREAM)).setStart(new shared.Empty());
    const options = new streams.ReadReq.Options();
    options.setStream(stream).setUuidOption(ids).setCount('1').setNoFilter(new shared.Empty());
    const call = new streamServices.StreamsClient(...insecure()).read(
      new streams.ReadReq().setOptions(options),
    );
    const [answer] = (await once(call, 'data')) as [Streams.ReadResp];
    const id = answer.getEvent()?.getEvent()?.getId();
    expect(id?.hasStructured()).toBe(true);
    expect(idOf(id)).toBe(event.id);
  });

  it.each([
    ['in ASCII', 'scheda-è', 'scheda-%C3%A8'],
    ['with the spaces at either end', ' scheda 1  ', '%20scheda 1%20%20'],
    ['with what is only a space', ' ', '%20'],
    ['as it is, if it may be', '100% di scheda-1', '100% di scheda-1'],
  ])('tells in trailers which error it is, %s', async (_how, stream, told) => {
    const options = new streams.DeleteReq.Options();
    options.setStreamIdentifier(streamIdentifier(stream)).setRevision('4');
    const error = await new Promise<ServiceError | null>((resolve) => {
      new streamServices.StreamsClient(...insecure()).delete(
        new streams.DeleteReq().setOptions(options),
        new Metadata(),
        (failure) => {
          resolve(failure);
        },
      );
    });
    expect(error?.code).toBe(status.FAILED_PRECONDITION);
    expect(error?.metadata.getMap()).toMatchObject({
      exception: 'wrong-expected-version',
      'stream-name': told,
      'expected-version': '4',
      'actual-version': '-1',
    });
  });
});
