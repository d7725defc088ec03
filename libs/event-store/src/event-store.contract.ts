import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { allOf } from './all-of.js';
import { canonicalJson, NotCanonical } from './canonical-json.js';
import {
  AppendTooLarge,
  MAX_APPEND_BYTES,
  START,
  StoreUnavailable,
  WrongExpectedRevision,
} from './event-store.js';
import type {
  ConsumeGroup,
  Delivery,
  EventStore,
  ExpectedRevision,
  FollowedBatch,
  FollowLog,
  NewEvent,
  Position,
  RecordedEvent,
} from './event-store.js';
import { anEvent, someEvents } from './event.fixture.js';
import { anyHistory, History } from './history.js';

/** A store under test, and how to stop and start it with what it has kept. */
export interface StoreUnderTest {
  readonly store: EventStore;
  /** Closes the store and opens it again: the new one has everything that was acknowledged. */
  reopen(): Promise<EventStore>;
  dispose(): Promise<void>;
}

/**
 * What every adapter of the event store promises. A spec of an adapter calls this and adds what is true
 * of its technology only. The log need not be empty at the beginning: each test uses streams of its own
 * categories and looks at what comes after the end it found.
 * @param histories how many random histories to play: fewer where each step goes over a network
 */
export function eventStoreContract(
  name: string,
  openStore: () => Promise<StoreUnderTest>,
  histories = 60,
): void {
  describe(`${name} keeps the contract of the event store:`, () => {
    let underTest: StoreUnderTest;
    let store: EventStore;
    /** Where the log ended before the test. */
    let begin: Position;
    /** A category nobody else uses. */
    let category: string;
    /** A stream of that category, not yet there. */
    let stream: string;
    /** Aborts whatever a test leaves running. */
    let abort: AbortController;

    beforeEach(async () => {
      underTest = await openStore();
      store = underTest.store;
      begin = await store.end();
      category = `t${randomUUID().replaceAll('-', '')}`;
      stream = `${category}-1`;
      abort = new AbortController();
    });

    afterEach(async () => {
      abort.abort();
      await underTest.dispose();
    });

    const reopen = async () => {
      store = await underTest.reopen();
      return store;
    };

    /** Long enough for a consumer that finds nothing to begin waiting. */
    const someTurns = async () => {
      for (let n = 0; n < 5; n++) await store.append(`${category}-turn`, [], 'any');
    };

    describe('append', () => {
      it('gives revisions 0, 1, 2 … in the stream and rising positions in the log', async () => {
        const first = await store.append(stream, [anEvent(), anEvent()], 'none');
        const second = await store.append(stream, [anEvent()], 1);
        const other = await store.append(`${category}-2`, [anEvent()], 'none');
        expect(first).toEqual({ revision: 1, position: first.position, repeated: false });
        expect(second).toEqual({ revision: 2, position: second.position, repeated: false });
        expect(other.revision).toBe(0);
        expect(first.position).toBeGreaterThan(begin);
        expect(second.position).toBeGreaterThan(first.position);
        expect(other.position).toBeGreaterThan(second.position);
      });

      it.each<[ExpectedRevision, number]>([
        ['any', 0],
        ['none', 0],
        ['any', 2],
        ['exists', 2],
        [1, 2],
      ])('expecting %p succeeds on a stream of %d events', async (expected, length) => {
        if (length > 0) await store.append(stream, someEvents(length), 'none');
        const appended = await store.append(stream, [anEvent()], expected);
        expect(appended.revision).toBe(length);
      });

      it.each<[ExpectedRevision, number, number | 'none']>([
        ['exists', 0, 'none'],
        [0, 0, 'none'],
        [3, 0, 'none'],
        ['none', 2, 1],
        [0, 2, 1],
        [2, 2, 1],
      ])('expecting %p is wrong on a stream of %d events', async (expected, length, actual) => {
        if (length > 0) await store.append(stream, someEvents(length), 'none');
        const appending = store.append(stream, [anEvent()], expected);
        await expect(appending).rejects.toThrow(WrongExpectedRevision);
        await expect(appending).rejects.toMatchObject({ stream, expected, actual });
        expect(await allOf(store.read(stream))).toHaveLength(length);
      });

      it('lets one of many writers win who expect the same', async () => {
        const results = await Promise.allSettled(
          Array.from({ length: 20 }, () => store.append(stream, someEvents(2), 'none')),
        );
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await allOf(store.read(stream))).toHaveLength(2);
      });

      it('keeps the order of the calls, so that each can build on the one before', async () => {
        const results = await Promise.all(
          Array.from({ length: 50 }, (_, n) =>
            store.append(stream, [anEvent(`Step${n}`)], n === 0 ? 'none' : n - 1),
          ),
        );
        expect(results.map(({ revision }) => revision)).toEqual(results.map((_, n) => n));
        expect((await allOf(store.read(stream))).map(({ type }) => type)).toEqual(
          results.map((_, n) => `Step${n}`),
        );
      });

      it('writes nothing for no events, but compares', async () => {
        const nothing = { revision: -1, position: START, repeated: false };
        expect(await store.append(stream, [], 'any')).toEqual(nothing);
        expect(await store.append(stream, [], 'none')).toEqual(nothing);
        await expect(store.append(stream, [], 'exists')).rejects.toThrow(WrongExpectedRevision);
        await expect(store.append(stream, [], 0)).rejects.toThrow(WrongExpectedRevision);

        const { position } = await store.append(stream, someEvents(2), 'none');
        const there = { revision: 1, position, repeated: false };
        for (const expected of ['any', 'exists', 1] as const)
          expect(await store.append(stream, [], expected)).toEqual(there);
        for (const expected of ['none', 0, 2] as const)
          await expect(store.append(stream, [], expected)).rejects.toThrow(WrongExpectedRevision);
        expect(await store.end()).toBe(position);
      });

      it('takes 1 MiB of data and metadata, and not a byte more', async () => {
        const room = MAX_APPEND_BYTES - canonicalJson({ text: '' }).length - '{}'.length;
        const full = { ...anEvent(), data: { text: 'x'.repeat(room) }, metadata: {} };
        await store.append(stream, [full], 'none');
        const over = { ...full, id: randomUUID(), data: { text: 'x'.repeat(room - 1) + 'è' } };
        await expect(store.append(stream, [over], 0)).rejects.toThrow(AppendTooLarge);
        await expect(
          store.append(stream, [full, { ...full, id: randomUUID() }], 0),
        ).rejects.toThrow(AppendTooLarge);
        expect((await allOf(store.read(stream))).map(({ data }) => data)).toEqual([full.data]);
      });

      it.each<[string, (good: NewEvent) => NewEvent[]]>([
        ['data with undefined', (good) => [{ ...good, data: { a: undefined } as never }]],
        ['data that are no object', (good) => [{ ...good, data: [] as never }]],
        [
          'metadata with half of a surrogate pair',
          (good) => [{ ...good, metadata: { a: '\ud800' } }],
        ],
        ['an id that is no UUID', (good) => [{ ...good, id: 'first' }]],
        ['an id in capitals', (good) => [{ ...good, id: good.id.replace(/.$/, 'A') }]],
        ['no type', (good) => [{ ...good, type: '' }]],
        ['the same id twice', (good) => [good, good]],
        ['one bad event among good ones', (good) => [good, { ...anEvent(), type: 'a\0b' }]],
      ])('refuses %s', async (_, make) => {
        await expect(store.append(stream, make(anEvent()), 'any')).rejects.toThrow(NotCanonical);
        expect(await allOf(store.read(stream))).toEqual([]);
      });

      it('refuses an expected revision that is none', async () => {
        for (const expected of [0.5, Number.NaN, -2])
          await expect(store.append(stream, [anEvent()], expected)).rejects.toThrow(RangeError);
      });
    });

    describe('an append that is repeated', () => {
      it.each<[ExpectedRevision]>([['none'], ['any']])(
        'expecting %p is answered as the first time, for ever',
        async (expected) => {
          const written = someEvents(3);
          const first = await store.append(stream, written, expected);
          await store.append(stream, someEvents(2), 2);
          const repeated = { ...first, repeated: true };
          expect(await store.append(stream, written, expected)).toEqual(repeated);
          await reopen();
          expect(await store.append(stream, written, expected)).toEqual(repeated);
          expect(await allOf(store.read(stream))).toHaveLength(5);
        },
      );

      it.each<[ExpectedRevision]>([[1], ['exists']])(
        'expecting %p is answered as the first time, for ever',
        async (expected) => {
          await store.append(stream, someEvents(2), 'none');
          const written = someEvents(2);
          const first = await store.append(stream, written, expected);
          await store.append(stream, someEvents(1), 'exists');
          const repeated = { ...first, repeated: true };
          expect(await store.append(stream, written, expected)).toEqual(repeated);
          await reopen();
          expect(await store.append(stream, written, expected)).toEqual(repeated);
        },
      );

      it('is wrong when it is not the same from beginning to end', async () => {
        const [a, b, c, d] = [anEvent(), anEvent(), anEvent(), anEvent()];
        await store.append(stream, [a, b, c], 'none');
        for (const [written, expected] of [
          [[a, d], 'none'], // the second is another event
          [[b, c], 'none'], // it stands elsewhere
          [[a], 0],
          [[c, d], 1], // longer than what was recorded
          [[a, d], 'any'],
          [[c, d], 'exists'],
        ] as const)
          await expect(store.append(stream, written, expected)).rejects.toThrow(
            WrongExpectedRevision,
          );
        expect(await allOf(store.read(stream))).toHaveLength(3);
      });

      it('is another append in another stream', async () => {
        const written = someEvents(2);
        await store.append(stream, written, 'none');
        const other = await store.append(`${category}-2`, written, 'none');
        expect(other.repeated).toBe(false);
      });

      it('is recognised also while the first is still under way', async () => {
        const written = someEvents(2);
        const answers = await Promise.all([
          store.append(stream, written, 'none'),
          store.append(stream, written, 'none'),
        ]);
        expect(answers.map(({ repeated }) => repeated)).toEqual([false, true]);
      });
    });

    describe('read', () => {
      let written: readonly NewEvent[];
      beforeEach(async () => {
        written = someEvents(7);
        for (const [n, one] of written.entries()) {
          await store.append(stream, [one], n - 1);
          await store.append(`${category}-2`, [anEvent()], 'any');
        }
      });
      const revisions = async (options: Parameters<EventStore['read']>[1]) =>
        (await allOf(store.read(stream, options))).map(({ revision }) => revision);

      it('gives back what was written, canonical', async () => {
        const read = await allOf(store.read(stream));
        expect(read).toEqual(
          written.map((one, revision) => ({
            ...one,
            stream,
            revision,
            position: expect.any(Number) as number,
            createdMs: expect.any(Number) as number,
          })),
        );
        expect(read.map(({ data }) => JSON.stringify(data))).toEqual(
          written.map(({ data }) => canonicalJson(data)),
        );
      });

      it('goes forward and backward, from a revision, up to a number', async () => {
        expect(await revisions({ from: 5 })).toEqual([5, 6]);
        expect(await revisions({ from: 2, max: 3 })).toEqual([2, 3, 4]);
        expect(await revisions({ max: 2 })).toEqual([0, 1]);
        expect(await revisions({ max: 0 })).toEqual([]);
        expect(await revisions({ direction: 'backward' })).toEqual([6, 5, 4, 3, 2, 1, 0]);
        expect(await revisions({ direction: 'backward', max: 1 })).toEqual([6]);
        expect(await revisions({ direction: 'backward', from: 2 })).toEqual([2, 1, 0]);
        expect(await revisions({ direction: 'backward', from: 2, max: 2 })).toEqual([2, 1]);
      });

      it('gives nothing beyond the end and for a stream that is not there', async () => {
        expect(await revisions({ from: 7 })).toEqual([]);
        expect(await revisions({ direction: 'backward', from: 99, max: 1 })).toEqual([6]);
        expect(await allOf(store.read(`${category}-3`))).toEqual([]);
        expect(await allOf(store.read(`${category}-3`, { direction: 'backward' }))).toEqual([]);
      });

      it('finds an event by its id in its stream', async () => {
        const [, second] = await allOf(store.read(stream));
        expect(await store.find(stream, written[1]?.id ?? '')).toEqual(second);
        expect(await store.find(stream, randomUUID())).toBeUndefined();
        expect(await store.find(`${category}-2`, written[1]?.id ?? '')).toBeUndefined();
        expect(await store.find(`${category}-3`, written[1]?.id ?? '')).toBeUndefined();
      });
    });

    it('reads streams longer than any page, both ways, and can stop early', async () => {
      for (let n = 0; n < 1_300; n += 100) await store.append(stream, someEvents(100), n - 1);
      const forward = await allOf(store.read(stream));
      expect(forward.map(({ revision }) => revision)).toEqual(forward.map((_, n) => n));
      expect(forward).toHaveLength(1_300);
      const backward = await allOf(store.read(stream, { direction: 'backward' }));
      expect(backward).toEqual(forward.toReversed());
      const categories = [category];
      expect(await allOf(store.readAll({ after: begin, filter: { categories } }))).toEqual(forward);
      for await (const { revision } of store.read(stream)) if (revision === 700) break;
      for await (const { revision } of store.readAll({ after: begin })) if (revision === 3) break;
      await store.append(stream, [anEvent()], 1_299);
    });

    it('lets others write while somebody reads', async () => {
      await store.append(stream, someEvents(600), 'none');
      let seen = 0;
      for await (const { revision } of store.read(stream, { max: 700 })) {
        expect(revision).toBe(seen++);
        if (revision === 10) await store.append(stream, someEvents(100), 599);
      }
      expect(seen).toBe(700);
    });

    describe('readAll', () => {
      const written: RecordedEvent[] = [];
      beforeEach(async () => {
        written.length = 0;
        for (const [of, type] of [
          ['a', 'Opened'],
          ['b', 'Opened'],
          ['a', 'Closed'],
          ['c', 'Opened'],
          ['b', 'Closed'],
          ['a', 'Opened'],
        ])
          await store.append(`${category}${of}-1`, [anEvent(type)], 'any');
        written.push(...(await allOf(store.readAll({ after: begin }))));
      });
      const places = async (options: Parameters<EventStore['readAll']>[0]) =>
        (await allOf(store.readAll({ after: begin, ...options }))).map(({ position }) =>
          written.findIndex((event) => event.position === position),
        );

      it('gives every event once, in the order they were written', async () => {
        expect(written).toHaveLength(6);
        expect(await places({})).toEqual([0, 1, 2, 3, 4, 5]);
        expect(await store.end()).toBe(written.at(-1)?.position);
      });

      it('goes on strictly after a position, and back strictly before it', async () => {
        const after = written[2]?.position ?? START;
        expect(await places({ after })).toEqual([3, 4, 5]);
        expect(await places({ after, max: 1 })).toEqual([3]);
        expect(await places({ after, direction: 'backward', max: 2 })).toEqual([1, 0]);
        expect(await places({ after: await store.end() })).toEqual([]);
        const backward = await allOf(store.readAll({ direction: 'backward', max: 2 }));
        expect(backward).toEqual([written[5], written[4]]);
      });

      it('gives only the wanted categories and types', async () => {
        const [a, b, c] = [`${category}a`, `${category}b`, `${category}c`];
        expect(await places({ filter: {} })).toEqual([0, 1, 2, 3, 4, 5]);
        expect(await places({ filter: { categories: [a] } })).toEqual([0, 2, 5]);
        expect(await places({ filter: { categories: [a, c] } })).toEqual([0, 2, 3, 5]);
        expect(await places({ filter: { types: ['Closed'] } })).toEqual([2, 4]);
        expect(await places({ filter: { types: ['Closed', 'Opened'], categories: [b] } })).toEqual([
          1, 4,
        ]);
        expect(await places({ filter: { types: ['Closed'], categories: [c] } })).toEqual([]);
        expect(await places({ filter: { categories: [category] } })).toEqual([]);
        expect(await places({ filter: { types: [] } })).toEqual([]);
        const backward = { direction: 'backward', after: await store.end() } as const;
        expect(await places({ ...backward, filter: { categories: [a] }, max: 1 })).toEqual([2]);
      });
    });

    it('dates events so that time never goes back along the log', async () => {
      for (let n = 0; n < 5; n++) await store.append(stream, [anEvent()], 'any');
      await reopen();
      for (let n = 0; n < 5; n++) await store.append(stream, [anEvent()], 'any');
      const dates = (await allOf(store.read(stream))).map(({ createdMs }) => createdMs);
      expect(dates).toEqual(dates.toSorted((one, other) => one - other));
      expect(dates.every(Number.isInteger)).toBe(true);
    });

    describe('follow', () => {
      const follow = (options: FollowLog = {}): AsyncIterator<FollowedBatch, void> =>
        iterator(store.follow({ after: begin, signal: abort.signal, ...options }));

      it('catches up in batches and then stays with the log', async () => {
        await store.append(stream, someEvents(5), 'none');
        const follower = follow({ batch: 2 });
        const batches = await until(follower, ({ caughtUp }) => caughtUp);
        expect(eventsOf(batches).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
        expect(batches.every((batch) => batch.events.length <= 2)).toBe(true);
        expect(batches.slice(0, -1).some(({ caughtUp }) => caughtUp)).toBe(false);

        const live = until(follower, (batch) => batch.events.length > 0);
        await store.append(stream, [anEvent('Live')], 4);
        const arrived = await live;
        expect(eventsOf(arrived).map(({ type }) => type)).toEqual(['Live']);
        expect(arrived.at(-1)).toMatchObject({ caughtUp: true, checkpoint: await store.end() });
      });

      it('says that it has caught up also when there is nothing to read', async () => {
        const { value } = await follow().next();
        expect(value).toEqual({ events: [], checkpoint: begin, caughtUp: true });
      });

      it('moves its checkpoint past unwanted events', async () => {
        await store.append(stream, someEvents(3), 'none');
        const follower = follow({ filter: { types: [`Only${category}`] } });
        const caughtUp = await until(follower, (batch) => batch.caughtUp);
        expect(eventsOf(caughtUp)).toEqual([]);
        expect(caughtUp.at(-1)?.checkpoint).toBe(await store.end());

        const moved = until(follower, (batch) => batch.events.length > 0);
        await store.append(stream, someEvents(3), 2);
        await store.append(stream, [anEvent(`Only${category}`)], 5);
        expect(eventsOf(await moved).map(({ revision }) => revision)).toEqual([6]);
      });

      it('resumes after a checkpoint, also in another life of the store', async () => {
        await store.append(stream, someEvents(5), 'none');
        const [first] = await until(follow({ batch: 3 }), () => true);
        await reopen();
        const rest = await until(follow({ after: first?.checkpoint ?? START }), (b) => b.caughtUp);
        const seen = [...(first?.events ?? []), ...eventsOf(rest)];
        expect(seen.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
      });

      it('loses nothing for a slow follower beside a fast one', async () => {
        const [slow, fast] = [follow({ batch: 1 }), follow()];
        await slow.next();
        const seenFast = until(fast, (batch) =>
          batch.events.some(({ revision }) => revision === 19),
        );
        for (let n = 0; n < 20; n++) await store.append(stream, [anEvent()], 'any');
        expect(eventsOf(await seenFast)).toHaveLength(20);
        const seenSlow = await until(slow, ({ caughtUp }) => caughtUp);
        expect(eventsOf(seenSlow).map(({ revision }) => revision)).toEqual(
          Array.from({ length: 20 }, (_, n) => n),
        );
      });

      it('ends when its signal aborts, waiting or not', async () => {
        const follower = follow();
        await follower.next();
        const waiting = follower.next();
        abort.abort();
        expect(await waiting).toEqual({ done: true, value: undefined });
        expect(await follow().next()).toEqual({ done: true, value: undefined });
      });

      it('ends when the store closes', async () => {
        const follower = follow();
        await follower.next();
        const waiting = follower.next();
        await store.close();
        expect(await waiting).toEqual({ done: true, value: undefined });
      });
    });

    describe('consume', () => {
      /** Every group begins after what was there before the test and wants its category only. */
      const consume = (
        group = category,
        options: ConsumeGroup = {},
      ): AsyncIterator<Delivery, void> =>
        iterator(
          store.consume(group, {
            after: begin,
            filter: { categories: [category] },
            signal: abort.signal,
            ...options,
          }),
        );

      it('delivers each event to one of the consumers', async () => {
        await store.append(stream, someEvents(10), 'none');
        const consumers = [consume(), consume(), consume()];
        const revisions: number[] = [];
        await Promise.all(
          consumers.map(async (consumer) => {
            while (revisions.length < 10) {
              const delivery = await next(consumer);
              if (delivery === undefined) return;
              expect(delivery.attempt).toBe(1);
              revisions.push(delivery.event.revision);
              await delivery.acknowledge();
              if (revisions.length === 10) abort.abort();
            }
          }),
        );
        expect(revisions.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      });

      it('waits for events that are not there yet', async () => {
        const waiting = next(consume());
        await store.append(stream, [anEvent('Late')], 'none');
        expect((await waiting)?.event).toMatchObject({ stream, revision: 0, type: 'Late' });
      });

      it('lets every group have every event', async () => {
        await store.append(stream, [anEvent()], 'none');
        for (const group of [`${category}x`, `${category}y`]) {
          const delivery = await next(consume(group));
          expect(delivery?.event.revision).toBe(0);
          await delivery?.acknowledge();
        }
      });

      it('begins a new group where it is told, and only a new one', async () => {
        const { position } = await store.append(stream, someEvents(3), 'none');
        await store.append(stream, someEvents(1), 2);
        const delivery = await next(consume(category, { after: position }));
        expect(delivery?.event.revision).toBe(3);
        await delivery?.acknowledge();
        await store.append(stream, someEvents(1), 3);
        expect((await next(consume(category, { after: begin })))?.event.revision).toBe(4);
      });

      it('delivers only what the filter wants', async () => {
        await store.append(stream, [anEvent('Boring'), anEvent('Wanted')], 'none');
        const delivery = await next(consume(category, { filter: { types: ['Wanted'] } }));
        expect(delivery?.event.revision).toBe(1);
      });

      it('never delivers again what was acknowledged, and again what was not', async () => {
        await store.append(stream, someEvents(3), 'none');
        const consumer = consume();
        const [first, second] = [await next(consumer), await next(consumer)];
        expect([first?.event.revision, second?.event.revision]).toEqual([0, 1]);
        await second?.acknowledge();
        await reopen();
        const again = consume();
        const [back, fresh] = [await next(again), await next(again)];
        expect(back).toMatchObject({ event: { revision: 0 }, attempt: 2 });
        expect(fresh).toMatchObject({ event: { revision: 2 }, attempt: 1 });
      });

      it('delivers at once, to anybody, what is given back', async () => {
        await store.append(stream, someEvents(1), 'none');
        const [one, other] = [consume(), consume()];
        const first = await next(one);
        const waiting = next(other);
        await someTurns(); // the other has found nothing and waits
        await first?.retry();
        const second = await waiting;
        expect(second).toMatchObject({ event: { revision: 0 }, attempt: 2 });
        await second?.retry();
        expect(await next(one)).toMatchObject({ event: { revision: 0 }, attempt: 3 });
      });

      it('delivers to another what a consumer held for too long', async () => {
        await store.append(stream, someEvents(1), 'none');
        const slow = await next(consume(category, { holdMs: 50 }));
        const second = await next(consume());
        expect(second).toMatchObject({ event: { revision: 0 }, attempt: 2 });
        await store.append(stream, someEvents(2), 0);
        // Too late to give it back: it is in other hands.
        await slow?.retry();
        expect((await next(consume()))?.event.revision).toBe(1);
        await second?.acknowledge();
        expect((await next(consume()))?.event.revision).toBe(2);
      });

      it('puts aside what a consumer parks, and goes on', async () => {
        await store.append(stream, someEvents(2), 'none');
        const consumer = consume();
        const bad = await next(consumer);
        await bad?.park('Address unknown');
        expect((await next(consumer))?.event.revision).toBe(1);
        expect(await store.parked(category)).toEqual([
          {
            event: bad?.event,
            reason: 'Address unknown',
            attempts: 1,
            parkedMs: expect.any(Number) as number,
          },
        ]);
        await reopen();
        expect(await store.parked(category)).toHaveLength(1);
      });

      it('parks what was delivered too often, and says so', async () => {
        await store.append(stream, someEvents(2), 'none');
        const consumer = consume(category, { maxDeliveries: 2 });
        await (await next(consumer))?.retry();
        const second = await next(consumer);
        expect(second).toMatchObject({ event: { revision: 0 }, attempt: 2 });
        await second?.retry();
        expect((await next(consumer))?.event.revision).toBe(1);
        const [parked] = await store.parked(category);
        expect(parked).toMatchObject({ event: { revision: 0 }, attempts: 2 });
        expect(parked?.reason).toMatch(/\S/);
      });

      it('delivers what was parked once more, when asked, from attempt 1', async () => {
        await store.append(stream, someEvents(2), 'none');
        const consumer = consume();
        await (await next(consumer))?.park('The printer is on fire');
        await (await next(consumer))?.acknowledge();
        const waiting = next(consumer);
        await someTurns();
        expect(await store.replayParked(category)).toBe(1);
        expect(await waiting).toMatchObject({ event: { revision: 0 }, attempt: 1 });
        expect(await store.parked(category)).toEqual([]);
        expect(await store.replayParked(category)).toBe(0);
      });

      it('has nothing parked for a group that does not exist', async () => {
        expect(await store.parked(`${category}-nobody`)).toEqual([]);
        expect(await store.replayParked(`${category}-nobody`)).toBe(0);
      });

      it('refuses a hold that is not a whole number of milliseconds', async () => {
        for (const holdMs of [0.5, Infinity, -1])
          await expect(next(consume(category, { holdMs }))).rejects.toThrow(RangeError);
      });

      it('lets a delivery be settled once', async () => {
        await store.append(stream, someEvents(1), 'none');
        const delivery = await next(consume());
        await delivery?.acknowledge();
        await expect(delivery?.retry()).rejects.toThrow('settled');
      });

      it('ends when its signal aborts or the store closes', async () => {
        const [one, other] = [
          consume(),
          consume(category, { signal: new AbortController().signal }),
        ];
        const waiting = [next(one), next(other)];
        abort.abort();
        expect(await waiting[0]).toBeUndefined();
        await store.close();
        expect(await waiting[1]).toBeUndefined();
      });
    });

    it('behaves like the reference model in any history', async () => {
      await fc.assert(
        fc.asyncProperty(anyHistory, async (steps) => {
          const history = new History(store, await store.end(), reopen);
          try {
            for (const step of steps) await history.take(step);
            await history.conclude();
          } finally {
            history.end();
          }
        }),
        { numRuns: histories },
      );
    }, 120_000);

    it('says after closing that it is not available', async () => {
      await store.append(stream, someEvents(1), 'none');
      const lastMoment = store.append(stream, someEvents(1), 0);
      await store.close();
      await expect(lastMoment).resolves.toMatchObject({ revision: 1 });
      await store.close();
      await expect(store.append(stream, someEvents(1), 'any')).rejects.toThrow(StoreUnavailable);
      await expect(allOf(store.read(stream))).rejects.toThrow(StoreUnavailable);
      await expect(allOf(store.readAll())).rejects.toThrow(StoreUnavailable);
      await expect(store.find(stream, randomUUID())).rejects.toThrow(StoreUnavailable);
      await expect(store.end()).rejects.toThrow(StoreUnavailable);
    });
  });
}

function iterator<Thing>(things: AsyncIterable<Thing>): AsyncIterator<Thing, void> {
  return things[Symbol.asyncIterator]() as AsyncIterator<Thing, void>; // ours return nothing
}

/** Batches until one is the awaited one. */
async function until(
  follower: AsyncIterator<FollowedBatch, void>,
  awaited: (batch: FollowedBatch) => boolean,
): Promise<FollowedBatch[]> {
  const batches: FollowedBatch[] = [];
  for (;;) {
    const { done, value } = await follower.next();
    if (done) throw new Error('The follower ended too early');
    batches.push(value);
    if (awaited(value)) return batches;
  }
}

function eventsOf(batches: readonly FollowedBatch[]): RecordedEvent[] {
  return batches.flatMap((batch) => batch.events);
}

/** The next delivery, or undefined when the consumer has ended. */
async function next(consumer: AsyncIterator<Delivery, void>): Promise<Delivery | undefined> {
  const { done, value } = await consumer.next();
  return done ? undefined : value;
}
