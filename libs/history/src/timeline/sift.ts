import { romeDay } from '#calendar';
import type { RecordedEvent } from '#event-store';
import type { Envelope } from '#planning';

/** Which facts are wanted: those that are all of what is said here. */
export interface FactFilter {
  /** Whose hand it was, or for whom it was done. */
  readonly person?: string | undefined;
  /** `SchedaReturned` */
  readonly type?: string | undefined;
  readonly scheda?: string | undefined;
  /** Recorded on this day or later, on that day or before; Europe/Rome. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What came of a filter. */
export interface Sifted {
  readonly facts: readonly RecordedEvent[];
  /** How many facts there are in all. */
  readonly of: number;
  /** For each thing that was asked for, how many more facts there would be without it alone. */
  readonly hidden: Readonly<Partial<Record<keyof FactFilter, number>>>;
  /** Who has done something or had it done, and what types there are, the most frequent first: of all facts. */
  readonly persons: readonly Counted[];
  readonly types: readonly Counted[];
}

interface Counted {
  readonly name: string;
  readonly facts: number;
}

/** The facts that a filter lets through, and what each part of it holds back. @param facts of one stream, from the first on */
export async function sift(
  facts: AsyncIterable<RecordedEvent>,
  filter: FactFilter,
): Promise<Sifted> {
  const looks = looksOf(filter);
  const found: RecordedEvent[] = [];
  const hidden: Partial<Record<keyof FactFilter, number>> = {};
  for (const { asked } of looks) hidden[asked] = 0;
  const [persons, types] = [new Map<string, number>(), new Map<string, number>()];
  let of = 0;
  for await (const fact of facts) {
    of++;
    const { personId, onBehalfOf } = envelopeOf(fact).actor;
    for (const person of new Set([personId, onBehalfOf ?? personId])) count(persons, person);
    count(types, fact.type);
    // Each look sees every fact: one remembers what it has seen.
    const [one, ...others] = looks.filter(({ wants }) => !wants(fact));
    if (one === undefined) found.push(fact);
    else if (others.length === 0) hidden[one.asked] = (hidden[one.asked] ?? 0) + 1;
  }
  return { facts: found, of, hidden, persons: ranked(persons), types: ranked(types) };
}

interface Look {
  readonly asked: keyof FactFilter;
  readonly wants: (fact: RecordedEvent) => boolean;
}

function looksOf({ person, type, scheda, from, to }: FactFilter): readonly Look[] {
  const looks: Look[] = [];
  const look = (asked: keyof FactFilter, wants: Look['wants']): void => {
    looks.push({ asked, wants });
  };
  if (person !== undefined)
    look('person', (fact) => {
      const { personId, onBehalfOf } = envelopeOf(fact).actor;
      return personId === person || onBehalfOf === person;
    });
  if (type !== undefined) look('type', (fact) => fact.type === type);
  if (scheda !== undefined) look('scheda', isAboutScheda(scheda));
  if (from !== undefined) look('from', (fact) => dayOf(fact) >= from);
  if (to !== undefined) look('to', (fact) => dayOf(fact) <= to);
  return looks;
}

/** Whether a fact is about a scheda: for facts in their order, from the first on. */
export function isAboutScheda(schedaId: string): (fact: RecordedEvent) => boolean {
  const revisions = new Set<unknown>();
  return ({ revision, data }) => {
    const { schedaId: named, schedaIds, factRevision } = data;
    const isAmong =
      Array.isArray(schedaIds) && (schedaIds as readonly unknown[]).includes(schedaId);
    if (named !== schedaId && !isAmong && !revisions.has(factRevision)) return false;
    revisions.add(revision);
    return true;
  };
}

// Written by our own pipeline.
const envelopeOf = ({ metadata }: RecordedEvent): Envelope => metadata as unknown as Envelope;

const dayOf = (fact: RecordedEvent): string => romeDay(Date.parse(envelopeOf(fact).recordedAt));

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

const ranked = (counts: ReadonlyMap<string, number>): readonly Counted[] =>
  [...counts]
    .map(([name, facts]) => ({ name, facts }))
    .sort((one, other) => other.facts - one.facts || (one.name < other.name ? -1 : 1));
