import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import fc from 'fast-check';
import { allOf } from './all-of.js';
import { Bell } from './bell.js';
import { EsdbEventStore } from './esdb.event-store.js';
import { eventNode } from './event-node.fixture.js';
import { StoreUnavailable } from './event-store.js';
import type { Appended, EventStore, NewEvent } from './event-store.js';
import { someEvents } from './event.fixture.js';
import { TcpProxy } from './tcp-proxy.fixture.js';

const FAULTS = ['none', 'reset', 'no answers', 'cut', 'node'] as const;

/** What two processes write at the same time, and what happens to the network meanwhile. */
const anyRound = fc.record({
  writes: fc.array(
    fc.record({
      writer: fc.nat({ max: 1 }),
      stream: fc.constantFrom('a-1', 'a-2', 'b-1'),
      size: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  fault: fc.constantFrom(...FAULTS),
  /** Whose connection it is. */
  struck: fc.nat({ max: 1 }),
});

it('whatever two processes write through whatever network is there once, and followers see it once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRound, { minLength: 1, maxLength: 5 }), async (rounds) => {
      const node = await eventNode();
      const proxies = [await TcpProxy.to(node.port), await TcpProxy.to(node.port)] as const;
      const open = (port: number) => EsdbEventStore.open({ connectionString: node.address(port) });
      const stores = [open(proxies[0].port), open(proxies[1].port)] as const;
      const witness = open(node.port);
      const following = follow(stores[0]);
      const acknowledged: { readonly stream: string; readonly ids: readonly string[] }[] = [];
      try {
        for (const { writes, fault, struck } of rounds) {
          const proxy = proxies[struck === 0 ? 0 : 1];
          if (fault === 'no answers' || fault === 'cut') proxy.become(fault);
          const answers = writes.map(async ({ writer, stream, size }) => {
            const events = someEvents(size);
            await untilKept(stores[writer === 0 ? 0 : 1], stream, events);
            acknowledged.push({ stream, ids: events.map(({ id }) => id) });
          });
          await witness.end(); // in the time of one call others are under way
          if (fault === 'node') {
            await node.stop();
            await node.start();
          } else if (fault !== 'none') {
            proxy.become(fault === 'reset' ? 'open' : fault);
            proxy.mendForNewConnections();
            proxy.reset();
          }
          await Promise.all(answers);
        }
        const log = await allOf(witness.readAll());
        const order = log.map(({ id }) => id);
        expect(new Set(order).size).toBe(order.length);
        expect(order.toSorted()).toEqual(acknowledged.flatMap(({ ids }) => ids).toSorted());
        for (const { stream, ids } of acknowledged) {
          const recorded = log.filter((event) => event.stream === stream).map(({ id }) => id);
          const first = recorded.indexOf(ids[0] ?? '');
          expect(recorded.slice(first, first + ids.length)).toEqual(ids);
        }
        expect(await following.upTo(order.length)).toEqual(order);
      } finally {
        await following.end();
        await Promise.all([...stores, witness].map((store) => store.close()));
        await Promise.all(proxies.map((proxy) => proxy.end()));
        await node.dispose();
      }
    }),
    { numRuns: 8 },
  );
}, 300_000);

/** A store that is away says so after seconds: whoever asks so often has been patient for minutes. */
const MOST_ATTEMPTS = 30;

/** Asks again with the same events, as callers do, until it is answered. */
async function untilKept(
  store: EventStore,
  stream: string,
  events: readonly NewEvent[],
): Promise<Appended> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.append(stream, events, 'any');
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || attempt === MOST_ATTEMPTS) throw error;
      await turnOfTheLoop(); // a closed store answers at once: others must get on
    }
  }
}

/** Follows from the beginning, all the time. */
function follow(store: EventStore) {
  const abort = new AbortController();
  const seen: string[] = [];
  const bell = new Bell();
  const following = (async () => {
    for await (const { events } of store.follow({ signal: abort.signal, batch: 7 })) {
      seen.push(...events.map(({ id }) => id));
      bell.ring();
    }
  })();
  return {
    /** What it has seen once it has seen so much. */
    upTo: async (length: number): Promise<readonly string[]> => {
      while (seen.length < length) await bell.rung(bell.rings, undefined);
      return seen;
    },
    end: async (): Promise<void> => {
      abort.abort();
      await following;
    },
  };
}
