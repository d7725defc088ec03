import { romeDay } from '#calendar';
import type { EventStore, RecordedEvent } from '#event-store';
import type { Envelope } from '#planning';

/** Streams of which it is remembered what was recorded late. */
const KEPT = 64;

/** A fact that was recorded on a later day than the one it happened on, or that sets another one right. */
export interface LateRecord {
  readonly revision: number;
  readonly occurredOn: string;
  /** The revision of the fact it corrects. */
  readonly corrects?: number;
}

interface Known {
  /** Everything before this revision has been looked at. */
  next: number;
  readonly records: LateRecord[];
}

/**
 * Which facts of a stream were recorded late: found once and then only looked for among what is new. Everything else
 * stands on record on the day it happened.
 */
export class LateRecords {
  readonly #known = new Map<string, Promise<Known>>();

  constructor(private readonly store: EventStore) {}

  /** The late records of a stream, in the order in which they were recorded. */
  async of(stream: string): Promise<readonly LateRecord[]> {
    const before = this.#known.get(stream);
    // One after the other, so that no fact is looked at twice.
    const looking = this.#lookOn(stream, before);
    this.#known.delete(stream);
    this.#known.set(stream, looking);
    if (this.#known.size > KEPT) this.#known.delete([...this.#known.keys()][0] ?? '');
    try {
      return (await looking).records;
    } catch (error) {
      if (this.#known.get(stream) === looking) this.#known.delete(stream);
      throw error;
    }
  }

  async #lookOn(stream: string, before: Promise<Known> | undefined): Promise<Known> {
    const known = (await before?.catch(() => undefined)) ?? { next: 0, records: [] };
    for await (const fact of this.store.read(stream, { from: known.next })) {
      const late = lateRecord(fact);
      if (late) known.records.push(late);
      known.next = fact.revision + 1;
    }
    return known;
  }
}

function lateRecord({ revision, type, data, metadata }: RecordedEvent): LateRecord | undefined {
  // Written by our own pipeline.
  const { occurredOn, recordedAt } = metadata as unknown as Envelope;
  if (type === 'RecordCorrected') {
    return { revision, occurredOn, corrects: Number(data['factRevision']) };
  }
  const isLate = occurredOn < romeDay(Date.parse(recordedAt));
  return isLate ? { revision, occurredOn } : undefined;
}
