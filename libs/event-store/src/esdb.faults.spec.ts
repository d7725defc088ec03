import { allOf } from './all-of.js';
import { EsdbEventStore } from './esdb.event-store.js';
import { eventNode } from './event-node.fixture.js';
import type { NodeUnderTest } from './event-node.fixture.js';
import { StoreUnavailable, WrongExpectedRevision } from './event-store.js';
import type { Delivery, EventStore, NewEvent } from './event-store.js';
import { anEvent, someEvents } from './event.fixture.js';
import { TcpProxy } from './tcp-proxy.fixture.js';

/** Longer than any call has patience (four seconds), by enough for a busy machine: what takes longer hangs. */
const LIMIT_MS = 20_000;

let node: NodeUnderTest;
let proxy: TcpProxy;
/** Behind the proxy. */
let store: EventStore;
/** Before it: knows the truth. */
let witness: EventStore;

beforeEach(async () => {
  node = await eventNode();
  proxy = await TcpProxy.to(node.port);
  const quick = '&keepAliveInterval=500&keepAliveTimeout=500';
  store = EsdbEventStore.open({ connectionString: node.address(proxy.port) + quick });
  witness = EsdbEventStore.open({ connectionString: node.address() });
});
afterEach(async () => {
  proxy.become('cut');
  await store.close();
  await witness.close();
  await proxy.end();
  await node.dispose();
});

const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);
const recorded = async (stream: string) => idsOf(await allOf(witness.read(stream)));

/** Waits for the store to hold so many events of a stream. */
async function committed(stream: string, length: number): Promise<void> {
  for await (const { checkpoint } of witness.follow()) {
    if (checkpoint > 0 && (await recorded(stream)).length >= length) return;
  }
}

/** Fails if it takes too long. */
async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('It hangs'));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

describe.each(['cut', 'black hole', 'no answers'] as const)(
  'When the connection is as if %s',
  (fault) => {
    it('every call says so in time, in two languages', async () => {
      await store.append('cycle-1', someEvents(2), 'none');
      proxy.become(fault);
      const calls = [
        store.append('cycle-1', someEvents(1), 1),
        store.append('cycle-2', someEvents(1), 'any'),
        allOf(store.read('cycle-1')),
        allOf(store.readAll()),
        store.find('cycle-1', anEvent().id),
        store.end(),
        store.parked('post'),
        store.replayParked('post'),
      ];
      const outcomes = await inTime(Promise.allSettled(calls));
      for (const outcome of outcomes) {
        expect(outcome.status).toBe('rejected');
        const { reason } = outcome as PromiseRejectedResult;
        expect(reason).toBeInstanceOf(StoreUnavailable);
        expect(String(reason)).toMatch(/ \/ /u);
      }
    });

    it('an append that could not be settled is recognised when it is repeated', async () => {
      await store.append('cycle-1', someEvents(2), 'none');
      const events = someEvents(2);
      proxy.become(fault);
      await expect(inTime(store.append('cycle-1', events, 1))).rejects.toThrow(StoreUnavailable);
      proxy.become('open');
      const { revision } = await inTime(store.append('cycle-1', events, 1));
      expect(revision).toBe(3);
      expect((await recorded('cycle-1')).slice(2)).toEqual(idsOf(events));
    });

    it('a follower goes on where it was when the connection is back: nothing twice, nothing left out', async () => {
      const abort = new AbortController();
      const written: NewEvent[] = [];
      const write = async () => {
        const event = anEvent();
        written.push(event);
        await witness.append('cycle-1', [event], written.length - 2);
      };
      const seen: string[] = [];
      for (let n = 0; n < 3; n++) await write();
      for await (const { events } of store.follow({ signal: abort.signal, batch: 2 })) {
        seen.push(...idsOf(events));
        if (events.length === 0) continue;
        if (seen.length === 3 || seen.length === 6) {
          proxy.become(fault);
          for (let n = 0; n < 3; n++) await write();
          proxy.become('open');
        }
        if (seen.length === 9) break;
      }
      expect(seen).toEqual(idsOf(written));
    });

    it('consumers get what they were not given, and lose nothing', async () => {
      await witness.append('cycle-1', someEvents(3), 'none');
      const abort = new AbortController();
      const consumer = store.consume('post', { signal: abort.signal });
      const seen: number[] = [];
      for await (const delivery of consumer) {
        seen.push(delivery.event.revision);
        await settledIfPossible(delivery);
        if (seen.length === 1) {
          proxy.become(fault);
          await witness.append('cycle-1', someEvents(1), 2);
          proxy.become('open');
          proxy.reset();
        }
        if (new Set(seen).size === 4) break;
      }
      abort.abort();
      expect([...new Set(seen)].sort()).toEqual([0, 1, 2, 3]);
    });
  },
);

/** A connection that broke meanwhile says so; the event comes again. */
async function settledIfPossible(delivery: Delivery): Promise<void> {
  try {
    await delivery.acknowledge();
  } catch (error) {
    expect(error).toBeInstanceOf(StoreUnavailable);
  }
}

describe('When the answer is lost after the commit', () => {
  const lost = async (append: () => Promise<unknown>, stream: string, length: number) => {
    proxy.become('no answers');
    const answer = append();
    answer.catch(() => undefined); // looked at below
    await committed(stream, length);
    return { answer };
  };

  it('the append is answered all the same, and written once', async () => {
    await store.append('cycle-1', someEvents(1), 'none');
    const events = someEvents(2);
    const { answer } = await lost(() => store.append('cycle-1', events, 0), 'cycle-1', 3);
    proxy.mendForNewConnections();
    proxy.reset();
    expect(await inTime(answer)).toMatchObject({ revision: 2, repeated: false });
    expect((await recorded('cycle-1')).slice(1)).toEqual(idsOf(events));
  });

  it('so is one on a connection that stays as if it worked', async () => {
    await store.append('cycle-1', someEvents(1), 'none');
    const events = someEvents(2);
    const { answer } = await lost(() => store.append('cycle-1', events, 'any'), 'cycle-1', 3);
    proxy.mendForNewConnections();
    expect(await inTime(answer)).toMatchObject({ revision: 2, repeated: false });
    expect(await recorded('cycle-1')).toHaveLength(3);
  });

  it('and also when somebody else has written meanwhile', async () => {
    await store.append('cycle-1', someEvents(1), 'none');
    const events = someEvents(2);
    const { answer } = await lost(() => store.append('cycle-1', events, 0), 'cycle-1', 3);
    await witness.append('cycle-1', someEvents(1), 2);
    proxy.mendForNewConnections();
    proxy.reset();
    expect(await inTime(answer)).toMatchObject({ revision: 2, repeated: false });
    expect(await recorded('cycle-1')).toHaveLength(4);
  });

  it('what was really wrong stays wrong', async () => {
    await store.append('cycle-1', someEvents(1), 'none');
    await witness.append('cycle-1', someEvents(1), 0);
    proxy.become('no answers');
    const answer = store.append('cycle-1', someEvents(1), 0);
    answer.catch(() => undefined); // looked at below
    proxy.mendForNewConnections();
    proxy.reset();
    await expect(inTime(answer)).rejects.toThrow(WrongExpectedRevision);
    expect(await recorded('cycle-1')).toHaveLength(2);
  });
});

describe('When connections break in the middle of many appends', () => {
  it.each(['the connection', 'the node'])(
    '%s: each is answered and written once',
    async (what) => {
      const writers = Array.from({ length: 8 }, (_, n) => `cycle-${n}`);
      const expected = new Map<string, string[]>();
      let breaks = 0;
      const broken = async () => {
        breaks++;
        if (what === 'the connection') {
          proxy.reset();
          return;
        }
        await node.stop();
        await node.start();
      };
      await Promise.all(
        writers.map(async (stream) => {
          const ids: string[] = [];
          expected.set(stream, ids);
          for (let n = 0; n < 20; n++) {
            const event = anEvent();
            const appending = store.append(stream, [event], n - 1);
            if (stream === 'cycle-0' && n % 7 === 3) await broken();
            expect(await inTime(appending)).toMatchObject({ revision: n });
            ids.push(event.id);
          }
        }),
      );
      expect(breaks).toBe(3);
      for (const stream of writers) expect(await recorded(stream)).toEqual(expected.get(stream));
    },
    60_000,
  );
});

it('says that an append was repeated when another process overtook it with the same ids', async () => {
  await witness.append('cycle-1', someEvents(1), 'none');
  expect(await store.find('cycle-1', anEvent().id)).toBeUndefined(); // it has seen the stream
  const event = anEvent();
  proxy.become('held');
  const slow = store.append('cycle-1', [{ ...event, metadata: { by: 'the slow one' } }], 0);
  await witness.append('cycle-1', [event], 0);
  proxy.become('open');
  expect(await inTime(slow)).toMatchObject({ revision: 1, repeated: true });
  expect((await allOf(store.read('cycle-1')))[1]?.metadata).toEqual(event.metadata);
});

it('works, only later, when every byte is late', async () => {
  proxy.delay(100);
  const events = someEvents(3);
  expect(await inTime(store.append('cycle-1', events, 'none'))).toMatchObject({ revision: 2 });
  expect(idsOf(await inTime(allOf(store.read('cycle-1'))))).toEqual(idsOf(events));
});

it('a follower stays with the log, only later, when every byte is late', async () => {
  proxy.delay(100);
  const written = someEvents(4);
  const [first, second, ...others] = written;
  await witness.append('cycle-1', [first!, second!], 'none');
  const seen: string[] = [];
  for await (const { events, caughtUp } of store.follow({ batch: 1 })) {
    seen.push(...idsOf(events));
    if (seen.length === 2 && caughtUp) await witness.append('cycle-1', others, 1);
    if (seen.length === written.length) break;
  }
  expect(seen).toEqual(idsOf(written));
});
