import { daysBetween, romeDay, type WorkingCalendar } from '#calendar';
import type { RecordedEvent } from '#event-store';
import { factWords, type AnyLife, type Envelope, type FactWords } from '#planning';
import { isDecision } from './decisions.js';
import { factLine, partOf, type FactLine } from './fact-line.js';

/** How near one looks: only decisions, the work between them, or every fact. */
export const zooms = ['decisions', 'activity', 'everything'] as const;
export type Zoom = (typeof zooms)[number];

/**
 * Facts that follow one another, told as one. Every fact of a stream is in exactly one row, at each zoom: what is not
 * told is counted, and can be asked for by its revisions.
 */
export interface TimelineRow {
  /** The revisions of the first and of the last fact. */
  readonly from: number;
  readonly to: number;
  readonly facts: number;
  readonly isDecision: boolean;
  readonly recorded: { readonly from: string; readonly to: string };
  /** The earliest and the latest day on which any of them happened. */
  readonly occurred: { readonly from: string; readonly to: string };
  /** The fact itself, or the one that a command led with; null where the facts have no more in common than their time. */
  readonly lead: FactLine | null;
  /** Each type with how many there are, the most frequent first. */
  readonly types: readonly {
    readonly type: string;
    readonly words: FactWords;
    readonly facts: number;
  }[];
  /** Whose hands; the busiest first, at most twenty of them. */
  readonly hands: readonly { readonly personId: string; readonly facts: number }[];
  /** How many persons and how many schede, all told. */
  readonly persons: number;
  readonly schede: number;
  /** The days on which nothing was recorded before it, where there are any. */
  readonly idle: Idle | null;
}

/** A time in which nothing was recorded. */
export interface Idle {
  readonly since: string;
  /** Calendar days from one day to the other, Europe/Rome. */
  readonly days: number;
  /** How many of the days between the two are working days. */
  readonly workingDays: number;
}

/** Work on one thing counts as going on for so long after the last fact. */
const GOES_ON_MS = 2 * 3_600_000;
const MOST_HANDS = 20;

/** What a timeline is told with. */
export interface Told {
  readonly zoom: Zoom;
  /** The life, as people may see it now. */
  readonly now: Readonly<AnyLife>;
  readonly calendar: WorkingCalendar;
  /** The last fact before the first of those that are told, if there was one. */
  readonly before?: RecordedEvent | undefined;
}

/**
 * The rows of a timeline, as the facts go by: of a row that goes on nothing is kept but counts.
 * @param facts in order; a row begins with the first of them
 */
export async function* timeline(
  facts: AsyncIterable<RecordedEvent>,
  { zoom, now, calendar, before }: Told,
): AsyncIterable<TimelineRow> {
  let last = before;
  let row: RowBeing | undefined;
  for await (const fact of facts) {
    if (row && last && !goesOn(row, last, fact, { zoom, now })) {
      yield row.told();
      row = undefined;
    }
    if (row) row.add(fact);
    else row = new RowBeing(fact, now, idleBetween(last, fact, calendar));
    last = fact;
  }
  if (row) yield row.told();
}

/** Whether a fact belongs in the row that the last one is in. */
function goesOn(
  row: RowBeing,
  last: RecordedEvent,
  fact: RecordedEvent,
  { zoom, now }: Pick<Told, 'zoom' | 'now'>,
): boolean {
  if (zoom === 'everything') return false;
  // No decision is ever folded away behind something else.
  if (!row.isDecision && decides(fact)) return false;
  const [one, other] = [envelopeOf(last), envelopeOf(fact)];
  if (one.commandId === other.commandId && row.isOneCommand) return true;
  if (row.isDecision) return false;
  if (zoom === 'decisions') return true;
  return (
    last.type === fact.type &&
    partOf(last, now)?.id === partOf(fact, now)?.id &&
    one.actor.personId === other.actor.personId &&
    one.actor.onBehalfOf === other.actor.onBehalfOf &&
    Date.parse(other.recordedAt) - Date.parse(one.recordedAt) <= GOES_ON_MS
  );
}

const decides = (fact: RecordedEvent): boolean => isDecision(fact.type, envelopeOf(fact).rule);

// Written by our own pipeline.
const envelopeOf = ({ metadata }: RecordedEvent): Envelope => metadata as unknown as Envelope;

/** A row that may go on. */
class RowBeing {
  readonly isDecision: boolean;
  isOneCommand = true;
  readonly #lead: FactLine;
  readonly #commandId: string;
  readonly #types = new Map<string, number>();
  readonly #hands = new Map<string, number>();
  readonly #schede = new Set<string>();
  readonly #from: number;
  #to: number;
  #facts = 0;
  readonly #recorded: { readonly from: string; to: string };
  readonly #occurred: { from: string; to: string };

  constructor(
    first: RecordedEvent,
    now: Readonly<AnyLife>,
    private readonly idle: Idle | null,
  ) {
    const { commandId, recordedAt, occurredOn } = envelopeOf(first);
    this.#lead = factLine(first, now);
    this.#commandId = commandId;
    this.isDecision = this.#lead.isDecision;
    this.#from = this.#to = first.revision;
    this.#recorded = { from: recordedAt, to: recordedAt };
    this.#occurred = { from: occurredOn, to: occurredOn };
    this.add(first);
  }

  add({ revision, type, data, ...fact }: RecordedEvent): void {
    const { commandId, recordedAt, occurredOn, actor } = fact.metadata as unknown as Envelope;
    if (commandId !== this.#commandId) this.isOneCommand = false;
    this.#to = revision;
    this.#facts++;
    this.#recorded.to = recordedAt;
    if (occurredOn < this.#occurred.from) this.#occurred.from = occurredOn;
    if (occurredOn > this.#occurred.to) this.#occurred.to = occurredOn;
    count(this.#types, type);
    count(this.#hands, actor.personId);
    if (typeof data['schedaId'] === 'string') this.#schede.add(data['schedaId']);
  }

  told(): TimelineRow {
    return {
      ...{ from: this.#from, to: this.#to, facts: this.#facts, isDecision: this.isDecision },
      recorded: { ...this.#recorded },
      occurred: { ...this.#occurred },
      lead: this.isOneCommand ? this.#lead : null,
      types: ranked(this.#types).map(([type, facts]) => ({ type, words: factWords(type), facts })),
      hands: ranked(this.#hands)
        .slice(0, MOST_HANDS)
        .map(([personId, facts]) => ({ personId, facts })),
      ...{ persons: this.#hands.size, schede: this.#schede.size, idle: this.idle },
    };
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

const ranked = (counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] =>
  [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));

function idleBetween(
  last: RecordedEvent | undefined,
  fact: RecordedEvent,
  calendar: WorkingCalendar,
): Idle | null {
  if (!last) return null;
  const since = envelopeOf(last).recordedAt;
  const [from, to] = [since, envelopeOf(fact).recordedAt].map((at) => romeDay(Date.parse(at))) as [
    string,
    string,
  ];
  const days = daysBetween(from, to);
  if (days < 2) return null;
  // The day on which it went on is not one on which nothing happened.
  const workingDays = calendar.workingDaysBetween(from, to) - (calendar.isWorkingDay(to) ? 1 : 0);
  return { since, days, workingDays };
}
