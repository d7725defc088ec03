import { credentials, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import persistentServices from '@eventstore/db-client/generated/persistent_grpc_pb.js';
import { once } from 'node:events';
import { TestNode } from '../event-node.fixture.js';
import { persistent, shared } from '../protocol.js';
import type { Persistent, Shared } from '../protocol.js';
import { idOf, streamIdentifier } from '../wire.js';
import { events } from './consuming.fixture.js';

const STREAM = 'scheda-1';
const GROUP = 'readers';
const { Action } = persistent.ReadReq.Nack;

/** What clients in other languages, and older and newer ones, write otherwise. */
describe('a client that is not the one for Node', () => {
  const node = new TestNode();
  const client = () =>
    new persistentServices.PersistentSubscriptionsClient(
      `127.0.0.1:${node.port}`,
      credentials.createInsecure(),
    );

  function createRequest(
    change: (
      options: Persistent.CreateReq.Options,
      settings: Persistent.CreateReq.Settings,
    ) => void,
  ): Persistent.CreateReq {
    const settings = new persistent.CreateReq.Settings();
    settings.setReadBatchSize(20);
    settings.setHistoryBufferSize(500);
    settings.setMaxRetryCount(1);
    const options = new persistent.CreateReq.Options();
    options.setGroupName(GROUP);
    options.setSettings(settings);
    change(options, settings);
    return new persistent.CreateReq().setOptions(options);
  }

  const fromRevision = (revision: string) => (options: Persistent.CreateReq.Options) => {
    const stream = new persistent.CreateReq.StreamOptions();
    stream.setStreamIdentifier(streamIdentifier(STREAM));
    options.setStream(stream.setRevision(revision));
  };

  function create(request: Persistent.CreateReq): Promise<ServiceError | null> {
    return new Promise((resolve) => {
      client().create(request, (error) => {
        resolve(error);
      });
    });
  }

  async function told() {
    const info = await node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP);
    return info.settings;
  }

  it('may say where to begin in the members of today', async () => {
    expect(await create(createRequest(fromRevision('3')))).toBeNull();
    expect(await told()).toMatchObject({ startFrom: 3n });
  });

  it('may name a strategy by text, and it is one that exists', async () => {
    const named = (strategy: string) =>
      createRequest((options, settings) => {
        fromRevision('0')(options);
        settings.setConsumerStrategy(strategy);
      });
    expect(await create(named('ByWeather'))).toMatchObject({ code: status.INTERNAL });
    expect(await create(named('PinnedByCorrelation'))).toBeNull();
    expect(await told()).toMatchObject({ consumerStrategyName: 'PinnedByCorrelation' });
  });

  it('names one by number otherwise, and times in steps of 100 ns', async () => {
    const request = createRequest((options, settings) => {
      fromRevision('0')(options);
      settings.setMessageTimeoutTicks('15000000');
      settings.setCheckpointAfterTicks('20000000');
    });
    expect(await create(request)).toBeNull();
    expect(await told()).toMatchObject({
      consumerStrategyName: 'DispatchToSingle',
      messageTimeout: 1_500,
      checkPointAfter: 2_000,
    });
  });

  it('has to say what the group is of', async () => {
    const nothing = createRequest(() => undefined);
    expect(await create(nothing)).toMatchObject({ code: status.INVALID_ARGUMENT });
    expect(await create(new persistent.CreateReq())).toMatchObject({
      code: status.INVALID_ARGUMENT,
    });
  });

  it('gets ids as two numbers if it likes, and answers with them', async () => {
    expect(await create(createRequest(fromRevision('0')))).toBeNull();
    await node.client.appendToStream(STREAM, events(2));
    const call = client().read();
    call.write(joining('structured'));
    const ids: (Shared.UUID | undefined)[] = [];
    const counts: number[] = [];
    const confirmation = await new Promise<string | undefined>((resolve) => {
      let id: string | undefined;
      call.on('data', (response: Persistent.ReadResp) => {
        id ??= response.getSubscriptionConfirmation()?.getSubscriptionId();
        const event = response.getEvent();
        if (event === undefined) return;
        ids.push(event.getEvent()?.getId());
        counts.push(event.getRetryCount());
        if (ids.length === 2) call.write(refusing(ids[0], Action.UNKNOWN));
        if (ids.length === 3) resolve(id);
      });
    });
    call.cancel();
    call.on('error', () => undefined); // which is that we cancel
    expect(confirmation).toBe(`${STREAM}::${GROUP}`);
    expect(ids.every((id) => id?.hasStructured())).toBe(true);
    expect(idOf(ids[2])).toBe(idOf(ids[0]));
    expect(counts).toEqual([0, 0, 1]);
  });

  it('need not say how its connection is called', async () => {
    expect(await create(createRequest(fromRevision('0')))).toBeNull();
    const call = client().read();
    call.on('error', () => undefined); // it is cancelled below
    call.write(joining('structured'));
    await once(call, 'data');
    const { connections } = await node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP);
    expect(connections).toMatchObject([{ connectionName: '<unknown>', username: 'anonymous' }]);
    call.cancel();
  });

  it('has to join before it answers', async () => {
    expect(await create(createRequest(fromRevision('0')))).toBeNull();
    const call = client().read();
    call.write(refusing(new shared.UUID(), Action.PARK));
    const error = await new Promise<ServiceError>((resolve) => call.on('error', resolve));
    expect(error).toMatchObject({ code: status.INVALID_ARGUMENT });
  });

  it('leaves by ending its side of the call', async () => {
    expect(await create(createRequest(fromRevision('0')))).toBeNull();
    const call = client().read();
    call.write(joining('string'));
    call.end();
    await new Promise((resolve) => call.on('data', () => undefined).on('end', resolve));
    const info = await node.client.getPersistentSubscriptionToStreamInfo(STREAM, GROUP);
    expect(info.connections).toEqual([]);
  });

  function joining(form: 'string' | 'structured'): Persistent.ReadReq {
    const ids = new persistent.ReadReq.Options.UUIDOption();
    if (form === 'string') ids.setString(new shared.Empty());
    else ids.setStructured(new shared.Empty());
    const options = new persistent.ReadReq.Options();
    options.setStreamIdentifier(streamIdentifier(STREAM));
    options.setGroupName(GROUP);
    options.setBufferSize(10);
    options.setUuidOption(ids);
    return new persistent.ReadReq().setOptions(options);
  }

  function refusing(
    id: Shared.UUID | undefined,
    action: Persistent.ReadReq.Nack.Action,
  ): Persistent.ReadReq {
    const nack = new persistent.ReadReq.Nack();
    nack.setIdsList(id ? [id] : []);
    return new persistent.ReadReq().setNack(nack.setAction(action));
  }
});
