import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { ServerWritableStream } from '@grpc/grpc-js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { selfSignedCertificate } from '../../../test/certificate.fixture.js';
import { allOf } from './all-of.js';
import { EsdbEventStore } from './esdb.event-store.js';
import { StoreUnavailable } from './event-store.js';
import type { EventStore } from './event-store.js';
import { streams } from './esdb.protocol.js';
import type { Streams } from './esdb.protocol.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

/** A server that knows its users by their certificates, and holds nothing. */
describe('Where the store knows users by their certificates', () => {
  const [server, user, other] = [
    selfSignedCertificate(),
    selfSignedCertificate(),
    selfSignedCertificate(),
  ];
  const folder = temporaryFolder();
  let serving: Server;
  let port: number;
  let store: EventStore | undefined;

  beforeEach(async () => {
    for (const [name, { certificate, key }] of Object.entries({ server, user, other })) {
      writeFileSync(join(folder(), `${name}.crt`), certificate);
      writeFileSync(join(folder(), `${name}.key`), key);
    }
    serving = new Server();
    serving.addService(streamServices.StreamsService, {
      read: (call: ServerWritableStream<Streams.ReadReq, Streams.ReadResp>) => {
        const nothing = new streams.ReadResp.StreamNotFound();
        call.write(new streams.ReadResp().setStreamNotFound(nothing));
        call.end();
      },
    });
    const pair = { cert_chain: server.certificate, private_key: server.key };
    const bind = promisify(serving.bindAsync.bind(serving));
    const asksUsers = ServerCredentials.createSsl(user.certificate, [pair], true);
    port = await bind('127.0.0.1:0', asksUsers);
  });
  afterEach(async () => {
    await store?.close();
    serving.forceShutdown();
  });

  const file = (name: string) => encodeURIComponent(join(folder(), name));
  const shown = (name: string) =>
    `&userCertFile=${file(`${name}.crt`)}&userKeyFile=${file(`${name}.key`)}`;
  const read = (certificate = '') => {
    const address = `kurrentdb://127.0.0.1:${port}?tlsCAFile=${file('server.crt')}`;
    store = EsdbEventStore.open({ connectionString: address + certificate });
    return allOf(store.read('cycle-1'));
  };

  it('who shows one is let in', async () => {
    expect(await read(shown('user'))).toEqual([]);
  });

  it('who shows none, or that of somebody whom it does not know, is not', async () => {
    await expect(read()).rejects.toThrow(StoreUnavailable);
    await store?.close();
    await expect(read(shown('other'))).rejects.toThrow(StoreUnavailable);
  });
});
