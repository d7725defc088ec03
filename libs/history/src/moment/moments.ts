import { addDays, startOfDayMs } from '#calendar';
import type { EventStore, RecordedEvent } from '#event-store';
import {
  asShown,
  type AnyLife,
  type Envelope,
  type LifeData,
  type Lives,
  type PointInTime,
} from '#planning';
import { begin, evolve, FactNotAccepted, workflowOf, type Workflows } from '#workflow';
import { LateRecords, type LateRecord } from './late-records.js';
import { isOccurred, type Moment } from './moment.js';

/** A life as it was at a moment. */
export interface LifeThen {
  readonly life: AnyLife;
  /** What counts by occurred time although it was put on record after that day, oldest record first. */
  readonly late: readonly number[];
  /** What happened by then, by its own day, but rests on something that happened later; it does not count yet. */
  readonly early: readonly EarlyFact[];
}

/** A fact whose day, or that of what it corrects, lies before the day of what it rests on. */
export interface EarlyFact {
  readonly revision: number;
  readonly type: string;
  readonly occurredOn: string;
}

/** Late records that lie no further apart are read in one go. */
const READ_TOGETHER = 32;

/** Looks at cycles and registers as they were. It reads one stream, from the nearest snapshot on. */
export class Moments {
  readonly #late: LateRecords;

  constructor(
    private readonly store: EventStore,
    private readonly lives: Lives,
    private readonly workflows: Workflows<LifeData>,
  ) {
    this.#late = new LateRecords(store);
  }

  /**
   * A life for people to see, without the texts that were redacted since; undefined where there was nothing yet.
   * @throws UnknownDefinition, AlteredDefinition
   */
  async at(stream: string, moment: Moment): Promise<LifeThen | undefined> {
    if (isOccurred(moment)) return this.#asOccurred(stream, moment.occurredBy, moment.known);
    const life = await this.lives.shown(stream, moment);
    return life && { life, late: [], early: [] };
  }

  /**
   * What was on record at the end of the day had all happened by then. What was recorded later and happened by then is
   * folded in after it, in the order of the records.
   */
  async #asOccurred(
    stream: string,
    day: string,
    known: PointInTime = { revision: Number.MAX_SAFE_INTEGER },
  ): Promise<LifeThen | undefined> {
    const now = await this.lives.current(stream);
    if (!now) return undefined;
    const records = await this.#late.of(stream);
    const begun = await this.#earlier(stream, { instant: lastInstantOf(day) }, known);
    const start = await this.lives.shown(stream, begun);
    return this.#told(stream, { start, day, known, records, now });
  }

  async #told(
    stream: string,
    how: {
      readonly start: AnyLife | undefined;
      readonly day: string;
      readonly known: PointInTime;
      readonly records: readonly LateRecord[];
      readonly now: Readonly<AnyLife>;
    },
  ): Promise<LifeThen | undefined> {
    const { start, day, known, records, now } = how;
    const from = (start?.revision ?? -1) + 1;
    let life = start;
    const late: number[] = [];
    const early: EarlyFact[] = [];
    const counts = new Set<number>();
    const wanted = records.filter(({ revision, occurredOn, corrects }) => {
      if (revision < from) return false;
      // What is set right is right from the first.
      const isWanted =
        corrects === undefined ? occurredOn <= day : corrects < from || counts.has(corrects);
      if (isWanted) counts.add(revision);
      return isWanted;
    });
    for await (const fact of this.#facts(stream, wanted)) {
      if (!isKnown(fact, known)) break;
      try {
        life ??= begin(workflowOf(this.workflows, fact));
        life.revision = fact.revision - 1; // those between have not happened
        evolve(life, asShown(fact, now.data));
        late.push(fact.revision);
      } catch (error) {
        // Nothing of it was told: the machines are asked first.
        if (!(error instanceof FactNotAccepted)) throw error;
        early.push(earlyFact(fact));
      }
    }
    return life && (start || late.length > 0) ? { life, late, early } : undefined;
  }

  /** Of an instant and a point of a stream the one that comes first. */
  async #earlier(
    stream: string,
    one: { readonly instant: string },
    other: PointInTime,
  ): Promise<PointInTime> {
    if ('instant' in other) return other.instant < one.instant ? other : one;
    for await (const fact of this.store.read(stream, { from: other.revision, max: 1 })) {
      return recordedAt(fact) <= one.instant ? other : one;
    }
    return one;
  }

  /** The facts at some revisions, in few reads. */
  async *#facts(stream: string, wanted: readonly LateRecord[]): AsyncIterable<RecordedEvent> {
    let index = 0;
    while (index < wanted.length) {
      const first = index;
      while (gapAfter(wanted, index) <= READ_TOGETHER) index++;
      const run = new Set(wanted.slice(first, index + 1).map(({ revision }) => revision));
      const [from, to] = [wanted[first]?.revision ?? 0, wanted[index]?.revision ?? 0];
      for await (const fact of this.store.read(stream, { from, max: to - from + 1 })) {
        if (run.has(fact.revision)) yield fact;
      }
      index++;
    }
  }
}

const gapAfter = (records: readonly LateRecord[], index: number): number =>
  (records[index + 1]?.revision ?? Infinity) - (records[index]?.revision ?? 0);

const earlyFact = ({ revision, type, metadata }: RecordedEvent): EarlyFact => ({
  ...{ revision, type, occurredOn: (metadata as unknown as Envelope).occurredOn },
});

const recordedAt = ({ metadata }: RecordedEvent): string =>
  (metadata as unknown as Envelope).recordedAt;

function isKnown(fact: RecordedEvent, known: PointInTime): boolean {
  return 'revision' in known ? fact.revision <= known.revision : recordedAt(fact) <= known.instant;
}

function lastInstantOf(day: string): string {
  return new Date(startOfDayMs(addDays(day, 1)) - 1).toISOString();
}
