import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { allOf } from './all-of.js';
import { Child } from './killable-child.fixture.js';
import { eventStoreContract } from './event-store.contract.js';
import { WrongExpectedRevision } from './event-store.js';
import type { ConsumeGroup, Delivery } from './event-store.js';
import { anEvent, someEvents } from './event.fixture.js';
import { SqliteEventStore } from './sqlite.event-store.js';
import { temporaryFolder } from './temporary-folder.fixture.js';

eventStoreContract('SqliteEventStore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'event-store-'));
  const file = join(folder, 'log.db');
  let store = SqliteEventStore.open({ file });
  return {
    store,
    reopen: async () => {
      await store.close();
      return (store = SqliteEventStore.open({ file }));
    },
    dispose: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});

describe('SqliteEventStore', () => {
  const folder = temporaryFolder();
  let nowMs: number;
  let store: SqliteEventStore;
  const open = () => SqliteEventStore.open({ file: join(folder(), 'log.db'), clock: () => nowMs });
  beforeEach(() => {
    nowMs = 1_000;
    store = open();
  });
  afterEach(async () => {
    await store.close();
  });

  describe('never records an id twice in a stream:', () => {
    const [a, b, c] = [anEvent(), anEvent(), anEvent()];
    beforeEach(async () => {
      await store.append('cycle-1', [a, b], 'none');
    });

    it('known ids at the very end are the append repeated', async () => {
      expect(await store.append('cycle-1', [a, b], 1)).toMatchObject({
        revision: 1,
        repeated: true,
      });
      expect(await store.append('cycle-1', [a], 1)).toMatchObject({ revision: 0, repeated: true });
    });

    it.each([
      ['a known one after a new one', [c, b]],
      ['a new one after a known one', [b, c]],
    ])('%s is wrong, and leaves nothing behind', async (_, events) => {
      for (const expected of [1, 'any', 'exists'] as const)
        await expect(store.append('cycle-1', events, expected)).rejects.toThrow(
          WrongExpectedRevision,
        );
      expect(await store.append('cycle-1', [c], 1)).toMatchObject({ revision: 2, repeated: false });
      expect(await allOf(store.read('cycle-1'))).toHaveLength(3);
    });
  });

  it('dates events by its clock, and never earlier than the event before', async () => {
    const dates = async () =>
      (await allOf(store.read('cycle-1'))).map(({ createdMs }) => createdMs);
    await store.append('cycle-1', [anEvent()], 'any');
    nowMs = 3_000;
    await store.append('cycle-1', someEvents(2), 'any');
    nowMs = 2_000;
    await store.append('cycle-1', [anEvent()], 'any');
    await store.close();
    store = open();
    await store.append('cycle-1', [anEvent()], 'any');
    nowMs = 4_000;
    await store.append('cycle-1', [anEvent()], 'any');
    expect(await dates()).toEqual([1_000, 3_000, 3_000, 3_000, 3_000, 4_000]);
  });

  it('tells a consumer of an event that is written in the moment in which it finds nothing', async () => {
    const waiting = store.consume('post')[Symbol.asyncIterator]().next();
    await store.append('other-1', [], 'any'); // goes with the making of the group
    await store.append('cycle-1', [anEvent()], 'any'); // goes after the consumer's look, with it
    expect(await waiting).toMatchObject({ value: { event: { stream: 'cycle-1' } } });
  });

  it('has after kill -9 every append that was acknowledged, and each whole', async () => {
    await store.close();
    const child = new Child('append', join(folder(), 'log.db'));
    try {
      await child.said(300);
    } finally {
      await child.kill();
    }

    store = open();
    for (const line of child.lines) {
      const [stream = '', began = '', ended = ''] = line.split(' ');
      const first = await store.find(stream, began);
      const second = await store.find(stream, ended);
      expect(first?.revision).toBeGreaterThanOrEqual(0);
      expect(second?.revision).toBe(first!.revision + 1);
    }
    for (let writer = 1; writer <= 5; writer++) {
      const types = (await allOf(store.read(`writer-${writer}`))).map(({ type }) => type);
      expect(types).toEqual(types.map((_, n) => (n % 2 === 0 ? 'Began' : 'Ended')));
      expect(types.length % 2).toBe(0);
    }
    await store.append('writer-1', [anEvent()], 'exists');
  });

  describe('with a clock in the hands of the test', () => {
    beforeEach(() => {
      jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'Date'] });
    });
    afterEach(() => {
      jest.useRealTimers();
    });
    const consume = (options: ConsumeGroup = {}) =>
      store.consume('post', { holdMs: 30_000, ...options })[Symbol.asyncIterator]();
    /** Long enough for a consumer that finds nothing to begin waiting. */
    const someTurns = async () => {
      for (let n = 0; n < 5; n++) await store.append('other-1', [], 'any');
    };

    it('delivers again when the hold has ended, not before', async () => {
      await store.append('cycle-1', [anEvent()], 'any');
      await consume().next();
      const answers: unknown[] = [];
      const other = consume();
      const waiting = other.next().then((answer) => answers.push(answer));
      await someTurns();
      nowMs += 29_999;
      await jest.advanceTimersByTimeAsync(29_999);
      await someTurns();
      expect(answers).toEqual([]);
      nowMs += 1;
      await jest.advanceTimersByTimeAsync(1);
      await waiting;
      expect(answers).toMatchObject([{ value: { attempt: 2, event: { revision: 0 } } }]);
    });

    it('parks what was held too often and too long, and takes a late acknowledgement', async () => {
      await store.append('cycle-1', someEvents(2), 'any');
      const { value: late } = (await consume().next()) as IteratorYieldResult<Delivery>;
      nowMs += 30_000;
      const other = await consume({ maxDeliveries: 1 }).next();
      expect(other).toMatchObject({ value: { attempt: 1, event: { revision: 1 } } });
      expect(await store.parked('post')).toMatchObject([
        {
          attempts: 1,
          parkedMs: nowMs,
          event: { revision: 0 },
          reason: expect.stringContaining('1 volte'),
        },
      ]);
      await late.acknowledge();
      expect(await store.parked('post')).toEqual([]);
    });

    it('does not count a delivery that nobody has seen', async () => {
      await store.append('cycle-1', [anEvent()], 'any');
      const abort = new AbortController();
      const leaving = consume({ signal: abort.signal });
      const claimed = leaving.next();
      await store.append('other-1', [], 'any');
      abort.abort(); // between the claim and its answer
      expect(await claimed).toEqual({ done: true, value: undefined });
      expect(await consume().next()).toMatchObject({ value: { attempt: 1 } });
    });

    it('leaves no timer behind when it closes', async () => {
      await store.append('cycle-1', [anEvent()], 'any');
      await consume().next();
      const waiting = consume().next();
      await someTurns();
      expect(jest.getTimerCount()).toBe(1);
      await store.close();
      expect(await waiting).toEqual({ done: true, value: undefined });
      expect(jest.getTimerCount()).toBe(0);
    });
  });
});
