import { promisify } from 'node:util';
import { Metadata, Server, ServerCredentials, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import streamServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { allOf } from './all-of.js';
import { EsdbEventStore } from './esdb.event-store.js';
import { eventNode } from './event-node.fixture.js';
import type { NodeUnderTest } from './event-node.fixture.js';
import { StoreUnavailable, WrongExpectedRevision } from './event-store.js';
import type { EventStore } from './event-store.js';
import { anEvent, someEvents } from './event.fixture.js';

let opened: EventStore[];
let node: NodeUnderTest;
const open = (connectionString: string): EventStore => {
  const store = EsdbEventStore.open({ connectionString });
  opened.push(store);
  return store;
};
beforeEach(() => {
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()));
  await node.dispose();
});

describe('Over TLS', () => {
  beforeEach(async () => {
    node = await eventNode('tls');
  });

  it.each<[string, (address: string) => string, RegExp]>([
    ['a wrong password', (address) => address.replace('una', 'due'), /credenziali.*credentials/su],
    [
      'a certificate that nobody vouches for',
      (address) => address.replace(/tlsCAFile=[^&]+/u, 'tls=true'),
      /certificato.*tlsCAFile.*certificate/su,
    ],
    [
      'no encryption at all',
      (address) => address.replace(/\?.*/u, '?tls=false'),
      /non risponde|non ha risposto|non è attendibile|non si sa/iu,
    ],
  ])('%s is told as what it is', async (_what, spoilt, said) => {
    const store = open(spoilt(node.address()));
    for (const asked of [store.end(), store.append('cycle-1', [anEvent()], 'any')]) {
      await expect(asked).rejects.toThrow(StoreUnavailable);
      await expect(asked).rejects.toThrow(said);
    }
  });

  it('whoever follows is told so as well, instead of waiting for ever', async () => {
    const store = open(node.address().replace('una', 'due'));
    await expect(allOf(store.follow())).rejects.toThrow(/credenziali/u);
    await expect(allOf(store.consume('post'))).rejects.toThrow(/credenziali/u);
  });
});

describe('In a cluster', () => {
  beforeEach(async () => {
    node = await eventNode();
  });

  it('the leader is found through any member, by name or by list', async () => {
    const nobody = '127.0.0.1:1';
    for (const address of [
      node.address().replace('esdb', 'kurrentdb+discover'),
      node.address().replace('//', `//${nobody},`),
    ]) {
      const store = open(address);
      await expect(store.append('cycle-1', [anEvent()], 'any')).resolves.toBeDefined();
    }
  });

  it('a node that is not the leader sends us where the leader is', async () => {
    const follower = new Server();
    const metadata = new Metadata();
    metadata.set('exception', 'not-leader');
    metadata.set('leader-endpoint-host', '127.0.0.1');
    metadata.set('leader-endpoint-port', String(node.port));
    const notLeader: Partial<ServiceError> = {
      code: status.NOT_FOUND,
      details: 'Leader info available',
      metadata,
    };
    const refuse = (call: { emit(event: 'error', error: Partial<ServiceError>): void }) => {
      call.emit('error', notLeader);
    };
    follower.addService(streamServices.StreamsService, { batchAppend: refuse, read: refuse });
    const bind = promisify(follower.bindAsync.bind(follower));
    const port = await bind('127.0.0.1:0', ServerCredentials.createInsecure());
    try {
      const store = open(node.address(port));
      const { revision } = await store.append('cycle-1', someEvents(2), 'none');
      expect(revision).toBe(1);
      expect(await allOf(open(node.address(port)).read('cycle-1'))).toHaveLength(2);
    } finally {
      follower.forceShutdown();
    }
  });
});

describe('Two processes on one store', () => {
  let one: EventStore;
  let other: EventStore;
  beforeEach(async () => {
    node = await eventNode();
    one = open(node.address());
    other = open(node.address());
  });

  it('see what the other has written, whatever they have seen before', async () => {
    const [first, second] = [anEvent(), anEvent()];
    await one.append('cycle-1', [first], 'none');
    expect(await other.find('cycle-1', first.id)).toMatchObject({ revision: 0 });
    await one.append('cycle-1', [second], 0);
    expect(await other.find('cycle-1', second.id)).toMatchObject({ revision: 1 });
    expect(await other.append('cycle-1', [anEvent()], 'any')).toMatchObject({ revision: 2 });
    await expect(one.append('cycle-1', [anEvent()], 1)).rejects.toThrow(WrongExpectedRevision);
  });

  it('record no id twice, although the server would where the expected revision is right', async () => {
    const event = anEvent();
    await one.append('cycle-1', [event], 'none');
    const repeated = { revision: 0, repeated: true };
    for (const expected of [0, 'any', 'exists', 'none'] as const)
      expect(await other.append('cycle-1', [event], expected)).toMatchObject(repeated);
    expect(await allOf(one.read('cycle-1'))).toHaveLength(1);
  });

  it('tell who wrote and who only repeated it when both write the same at the same instant', async () => {
    for (let after = -1; after < 40; after++) {
      const event = anEvent();
      const expected = after < 0 ? 'none' : after;
      const both = await Promise.all([
        one.append('cycle-1', [{ ...event, metadata: { by: 'one' } }], expected),
        other.append('cycle-1', [{ ...event, metadata: { by: 'other' } }], expected),
      ]);
      const recorded = await one.find('cycle-1', event.id);
      const byOne = recorded?.metadata['by'] === 'one';
      const { revision, position } = recorded!;
      expect(both).toEqual([
        { revision, position, repeated: !byOne },
        { revision, position, repeated: byOne },
      ]);
    }
  });

  it('tell it of each of many that are under way together', async () => {
    const names = Array.from({ length: 16 }, (_, n) => `cycle-${n}`);
    for (let after = -1; after < 5; after++) {
      const answers = names.map(async (stream) => {
        const event = anEvent();
        const by = async (store: EventStore, name: string) => {
          const ours = { ...event, metadata: { by: name } };
          const { repeated } = await store.append(stream, [ours], after < 0 ? 'none' : after);
          return { name, repeated };
        };
        const both = await Promise.all([by(one, 'one'), by(other, 'other')]);
        const { metadata } = (await one.find(stream, event.id))!;
        expect(both.filter(({ repeated }) => !repeated)).toEqual([
          { name: metadata['by'], repeated: false },
        ]);
      });
      await Promise.all(answers);
    }
  });

  it('write to one stream at the same time without losing anything', async () => {
    const appends = Array.from({ length: 30 }, (_, n) =>
      (n % 2 === 0 ? one : other).append('cycle-1', [anEvent()], 'any'),
    );
    const revisions = (await Promise.all(appends)).map(({ revision }) => revision);
    expect(revisions.toSorted((a, b) => a - b)).toEqual(appends.map((_, n) => n));
  });

  it('tell followers in the other one', async () => {
    const follower = other.follow()[Symbol.asyncIterator]();
    await follower.next();
    const waiting = follower.next();
    const event = anEvent();
    await one.append('cycle-1', [event], 'none');
    expect(await waiting).toMatchObject({ value: { events: [{ id: event.id }], caughtUp: true } });
  });
});
