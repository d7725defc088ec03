import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { allOf } from './all-of.js';
import { canonicalJson } from './canonical-json.js';
import { WrongExpectedRevision } from './event-store.js';
import type {
  Delivery,
  EventStore,
  ExpectedRevision,
  JsonObject,
  LogFilter,
  NewEvent,
  Position,
  RecordedEvent,
} from './event-store.js';
import { anyJsonObject } from './json.arbitrary.js';
import { ReferenceGroup, ReferenceModel } from './reference-model.js';
import type { ModelEvent } from './reference-model.js';

const TYPES = ['Opened', 'Changed', 'Closed'] as const;
const SETTLE = ['acknowledge', 'retry', 'park', 'keep'] as const;

/** What somebody does with a store. Numbers pick among what there is, so that every history makes sense. */
export type Step =
  | {
      readonly do: 'append';
      readonly stream: number;
      readonly events: readonly { readonly type: string; readonly data: JsonObject }[];
      /** A number is relative to where the stream is. */
      readonly expected: ExpectedRevision;
    }
  | {
      readonly do: 'repeat';
      readonly pick: number;
      readonly expected: 'as before' | 'any' | 'exists';
      readonly change: 'nothing' | 'last is another' | 'one more';
    }
  | {
      readonly do: 'read';
      readonly stream: number;
      readonly from: number | undefined;
      readonly direction: 'forward' | 'backward';
      readonly max: number | undefined;
    }
  | {
      readonly do: 'readAll';
      readonly after: number | undefined;
      readonly direction: 'forward' | 'backward';
      readonly max: number | undefined;
      readonly filter: LogFilter;
    }
  | { readonly do: 'find'; readonly stream: number; readonly pick: number }
  | { readonly do: 'follow'; readonly batch: number }
  | { readonly do: 'consume'; readonly how: readonly (typeof SETTLE)[number][] }
  | { readonly do: 'replayParked' }
  | { readonly do: 'reopen' };

const anyStream = fc.nat({ max: 3 });
const anyDirection = fc.constantFrom('forward' as const, 'backward' as const);
const maybe = (max: number) => fc.option(fc.nat({ max }), { nil: undefined });

const anyAppend = fc.record({
  do: fc.constant('append' as const),
  stream: anyStream,
  events: fc.array(fc.record({ type: fc.constantFrom(...TYPES), data: anyJsonObject }), {
    maxLength: 4,
  }),
  expected: fc.oneof(
    fc.constantFrom<ExpectedRevision>('any', 'exists', 'none'),
    fc.constantFrom<ExpectedRevision>(-2, -1, 0, 0, 0, 1),
  ),
});

/** Any history of a store with a few streams in two categories. */
export const anyHistory: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { arbitrary: anyAppend, weight: 5 },
    {
      arbitrary: fc.record({
        do: fc.constant('repeat' as const),
        pick: fc.nat(),
        expected: fc.constantFrom('as before' as const, 'any' as const, 'exists' as const),
        change: fc.constantFrom(
          'nothing' as const,
          'nothing' as const,
          'last is another' as const,
          'one more' as const,
        ),
      }),
      weight: 3,
    },
    fc.record({
      do: fc.constant('read' as const),
      stream: anyStream,
      from: maybe(8),
      direction: anyDirection,
      max: maybe(5),
    }),
    fc.record({
      do: fc.constant('readAll' as const),
      after: maybe(20),
      direction: anyDirection,
      max: maybe(10),
      filter: fc.record(
        {
          categories: fc.subarray(['a', 'b']),
          types: fc.subarray([...TYPES]),
        },
        { requiredKeys: [] },
      ),
    }),
    fc.record({ do: fc.constant('find' as const), stream: anyStream, pick: fc.nat() }),
    fc.record({ do: fc.constant('follow' as const), batch: fc.integer({ min: 1, max: 5 }) }),
    {
      arbitrary: fc.record({
        do: fc.constant('consume' as const),
        how: fc.array(fc.constantFrom(...SETTLE), { minLength: 1, maxLength: 4 }),
      }),
      weight: 2,
    },
    fc.constant({ do: 'replayParked' as const }),
    fc.constant({ do: 'reopen' as const }),
  ),
  { maxLength: 60, size: 'max' },
);

/** Plays a history against a store and against the reference model, which must agree at every step. */
export class History {
  readonly #model = new ReferenceModel();
  readonly #group = new ReferenceGroup();
  readonly #reopen: () => Promise<EventStore>;
  readonly #begin: Position;
  /** Sets this history apart from others in the same log. */
  readonly #mark = randomUUID().replaceAll('-', '');
  readonly #written: { stream: string; events: readonly NewEvent[]; expected: ExpectedRevision }[] =
    [];
  /** What the store has recorded, by index of the model. */
  readonly #recorded: RecordedEvent[] = [];
  readonly #followed: RecordedEvent[] = [];
  #checkpoint: Position;
  #store: EventStore;
  #consumer: AsyncIterator<Delivery> | undefined;
  #abort = new AbortController();

  constructor(store: EventStore, begin: Position, reopen: () => Promise<EventStore>) {
    this.#store = store;
    this.#begin = begin;
    this.#checkpoint = begin;
    this.#reopen = reopen;
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'append': {
        const stream = this.#stream(step.stream);
        const current = this.#model.read(stream).length - 1;
        const events = step.events.map(({ type, data }) => {
          return { id: randomUUID(), type, data, metadata: { note: type } };
        });
        const expected =
          typeof step.expected === 'number' ? Math.max(-1, current + step.expected) : step.expected;
        return this.#append(stream, events, expected);
      }
      case 'repeat':
        return this.#repeat(step);
      case 'read': {
        const { from, direction, max } = step;
        const options = {
          direction,
          ...(from === undefined ? {} : { from }),
          ...(max === undefined ? {} : { max }),
        };
        const stream = this.#stream(step.stream);
        const read = await allOf(this.#store.read(stream, options));
        this.#same(read, this.#model.read(stream, options));
        return;
      }
      case 'readAll':
        return this.#readAll(step);
      case 'find': {
        const id = pick(this.#model.log, step.pick)?.id ?? randomUUID();
        const stream = this.#stream(step.stream);
        const found = await this.#store.find(stream, id);
        const expected = this.#model.find(stream, id);
        this.#same(found ? [found] : [], expected ? [expected] : []);
        return;
      }
      case 'follow':
        return this.#follow(step.batch);
      case 'consume':
        for (const how of step.how) await this.#consume(how);
        return;
      case 'replayParked':
        expect(await this.#store.replayParked(this.#mark)).toBe(this.#group.replayParked());
        return;
      case 'reopen':
        this.end();
        this.#abort = new AbortController();
        this.#consumer = undefined;
        this.#store = await this.#reopen();
        this.#group.restart();
    }
  }

  /** At the end everything must be there, once, by whatever way one looks. */
  async conclude(): Promise<void> {
    await this.take({ do: 'reopen' });
    this.#same(await this.#all({ after: this.#begin }), this.#model.log);
    await this.#follow(3);
    const dates = this.#recorded.map(({ createdMs }) => createdMs);
    expect(dates).toEqual(dates.toSorted((one, other) => one - other));
    const parked = await this.#store.parked(this.#mark);
    expect(parked.map(({ event }) => this.#indexOf(event))).toEqual(
      this.#group.parked.toSorted((one, other) => one - other),
    );
    const free = this.#group.free(this.#model.log).length;
    for (let n = 0; n < free; n++) await this.#consume('acknowledge');
    expect(this.#group.free(this.#model.log)).toEqual([]);
  }

  /** Leaves nothing running. */
  end(): void {
    this.#abort.abort();
  }

  async #append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<void> {
    const answer = this.#model.append(stream, events, expected);
    const appending = this.#store.append(stream, events, expected);
    if ('actual' in answer) {
      await expect(appending).rejects.toThrow(WrongExpectedRevision);
      await expect(appending).rejects.toMatchObject({ actual: answer.actual });
      return;
    }
    const appended = await appending;
    const after = this.#recorded.at(-1)?.position ?? this.#begin;
    this.#recorded.push(...(await this.#all({ after })));
    this.#same(this.#recorded, this.#model.log);
    expect(appended).toEqual({
      revision: answer.revision,
      position: this.#recorded[answer.index]?.position ?? 0,
      repeated: answer.repeated,
    });
    if (events.length > 0) this.#written.push({ stream, events, expected });
  }

  async #repeat({ pick: n, expected, change }: Step & { do: 'repeat' }): Promise<void> {
    const written = pick(this.#written, n);
    if (written === undefined) return;
    const another = { ...written.events[0], id: randomUUID() } as NewEvent; // it has at least one
    const events = [...written.events];
    if (change === 'last is another') events.splice(-1, 1, another);
    if (change === 'one more') events.push(another);
    // A first event that is new beside known ones is not part of the contract.
    if (change === 'last is another' && events.length === 1) return;
    return this.#append(
      written.stream,
      events,
      expected === 'as before' ? written.expected : expected,
    );
  }

  async #readAll({ after, direction, max, filter }: Step & { do: 'readAll' }): Promise<void> {
    const from = after === undefined ? undefined : this.#recorded[after]?.position;
    const model = this.#model.readAll({
      direction,
      ...(from === undefined || after === undefined ? {} : { after }),
      ...(max === undefined ? {} : { max }),
      filter: this.#marked(filter),
    });
    const read = await this.#all({
      direction,
      ...(from === undefined
        ? direction === 'forward'
          ? { after: this.#begin }
          : {}
        : { after: from }),
      ...(max === undefined ? {} : { max }),
      filter: this.#marked(filter),
    });
    this.#same(read, model);
  }

  async #follow(batch: number): Promise<void> {
    const filter = this.#marked({ types: ['Opened', 'Closed'] });
    const { signal } = this.#abort;
    for await (const step of this.#store.follow({
      after: this.#checkpoint,
      batch,
      filter,
      signal,
    })) {
      expect(step.events.length).toBeLessThanOrEqual(batch);
      expect(step.checkpoint).toBeGreaterThanOrEqual(this.#checkpoint);
      this.#followed.push(...step.events);
      this.#checkpoint = step.checkpoint;
      if (step.caughtUp) break;
    }
    this.#same(this.#followed, this.#model.readAll({ filter }));
  }

  async #consume(how: (typeof SETTLE)[number]): Promise<void> {
    const free = this.#group.free(this.#model.log);
    if (free.length === 0) return; // it would wait for ever
    const deliveries = () =>
      this.#store.consume(this.#mark, {
        after: this.#begin,
        filter: this.#marked({}),
        maxDeliveries: 1_000,
        signal: this.#abort.signal,
      });
    this.#consumer ??= deliveries()[Symbol.asyncIterator]();
    const { value } = (await this.#consumer.next()) as IteratorYieldResult<Delivery>;
    const index = this.#indexOf(value.event);
    expect(free).toContain(index);
    expect(value.attempt).toBe(this.#group.deliver(index));
    if (how === 'keep') return;
    if (how === 'park') await value.park('Later');
    else await value[how]();
    this.#group.settle(index, how);
  }

  #all(options: Parameters<EventStore['readAll']>[0]): Promise<RecordedEvent[]> {
    return allOf(this.#store.readAll({ filter: this.#marked({}), ...options }));
  }

  #same(recorded: readonly RecordedEvent[], model: readonly ModelEvent[]): void {
    expect(
      recorded.map(({ stream, revision, id, type, data, metadata }) => {
        return {
          stream,
          revision,
          id,
          type,
          data: canonicalJson(data),
          metadata: canonicalJson(metadata),
        };
      }),
    ).toEqual(
      model.map(({ stream, revision, id, type, data, metadata }) => {
        return { stream, revision, id, type, data, metadata };
      }),
    );
    expect(recorded.map(({ position }) => position)).toEqual(
      recorded.map((event) => this.#recorded[this.#indexOf(event)]?.position ?? event.position),
    );
  }

  #indexOf({ stream, id }: RecordedEvent): number {
    return this.#model.log.findIndex((event) => event.stream === stream && event.id === id);
  }

  #stream(n: number): string {
    return `${this.#mark}${n % 2 === 0 ? 'a' : 'b'}-${n}`;
  }

  #marked({ categories = ['a', 'b'], types }: LogFilter): LogFilter {
    return {
      categories: categories.map((category) => this.#mark + category),
      ...(types === undefined ? {} : { types }),
    };
  }
}

function pick<Thing>(things: readonly Thing[], n: number): Thing | undefined {
  return things[n % Math.max(1, things.length)];
}
