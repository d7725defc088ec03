import { canonicalJson } from './canonical-json.js';
import { categoryOf } from './event-store.js';
import type { ExpectedRevision, LogFilter, NewEvent, ReadAll, ReadStream } from './event-store.js';

/** An event as the model keeps it. Its place in the log is a plain index; adapters have positions. */
export interface ModelEvent {
  readonly index: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** Canonical JSON. */
  readonly data: string;
  readonly metadata: string;
}

/** What an append must answer: where it came to rest, or where the stream really was. */
export type ModelAnswer =
  | { readonly revision: number; readonly index: number; readonly repeated: boolean }
  | { readonly actual: number | 'none' };

/** The rules of the event store, said as simply as possible and slowly: an array in memory. */
export class ReferenceModel {
  readonly log: ModelEvent[] = [];

  append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): ModelAnswer {
    const recorded = this.read(stream);
    const current = recorded.length - 1;
    const wrong: ModelAnswer = { actual: current === -1 ? 'none' : current };
    if (expected === 'exists' && current === -1) return wrong;

    const believed = typeof expected === 'number' ? expected : expected === 'none' ? -1 : current;
    const known = events.map(({ id }) => recorded.find((event) => event.id === id));
    const last = known.at(-1);
    if (last !== undefined && !known.includes(undefined)) {
      const justAfter = known.every((event, n) => event?.revision === believed + 1 + n);
      if (justAfter || believed === current)
        return { revision: last.revision, index: last.index, repeated: true };
    }
    if (believed !== current || known.some((event) => event !== undefined)) return wrong;

    for (const [n, { id, type, data, metadata }] of events.entries()) {
      this.log.push({
        index: this.log.length,
        stream,
        revision: current + 1 + n,
        id,
        type,
        data: canonicalJson(data),
        metadata: canonicalJson(metadata),
      });
    }
    const end = this.read(stream).at(-1);
    return { revision: end?.revision ?? -1, index: end?.index ?? -1, repeated: false };
  }

  read(stream: string, { from, direction = 'forward', max }: ReadStream = {}): ModelEvent[] {
    const events = this.log.filter((event) => event.stream === stream);
    const wanted =
      direction === 'forward'
        ? events.filter(({ revision }) => revision >= (from ?? 0))
        : events.filter(({ revision }) => revision <= (from ?? Infinity)).reverse();
    return wanted.slice(0, max);
  }

  /** `after` is an index of the model here. */
  readAll({ after, direction = 'forward', max, filter }: ReadAll = {}): ModelEvent[] {
    const events = this.log.filter((event) => wants(filter, event));
    const wanted =
      direction === 'forward'
        ? events.filter(({ index }) => index > (after ?? -1))
        : events.filter(({ index }) => index < (after ?? Infinity)).reverse();
    return wanted.slice(0, max);
  }

  find(stream: string, id: string): ModelEvent | undefined {
    return this.read(stream).find((event) => event.id === id);
  }
}

/** The rules of a group of consumers: what each delivery may be. */
export class ReferenceGroup {
  readonly #attempts = new Map<number, number>();
  readonly #held = new Set<number>();
  readonly #settled = new Set<number>();
  readonly parked: number[] = [];

  /** Which of the wanted events may be delivered now. */
  free(wanted: readonly ModelEvent[]): number[] {
    return wanted
      .map(({ index }) => index)
      .filter((index) => !this.#held.has(index) && !this.#settled.has(index));
  }

  /** Answers the attempt this must be. */
  deliver(index: number): number {
    const attempt = (this.#attempts.get(index) ?? 0) + 1;
    this.#attempts.set(index, attempt);
    this.#held.add(index);
    return attempt;
  }

  settle(index: number, how: 'acknowledge' | 'retry' | 'park'): void {
    this.#held.delete(index);
    if (how !== 'retry') this.#settled.add(index);
    if (how === 'park') this.parked.push(index);
  }

  replayParked(): number {
    const replayed = this.parked.splice(0);
    for (const index of replayed) {
      this.#settled.delete(index);
      this.#attempts.delete(index);
    }
    return replayed.length;
  }

  /** After a restart nobody holds anything. */
  restart(): void {
    this.#held.clear();
  }
}

function wants(filter: LogFilter | undefined, { stream, type }: ModelEvent): boolean {
  const { categories, types } = filter ?? {};
  return (categories?.includes(categoryOf(stream)) ?? true) && (types?.includes(type) ?? true);
}
