import type { RecordedEvent } from '#event-store';
import { idOfStream } from '#planning';
import type { AnswerTable, Cell, FactReference, Words } from './question.js';

/** What a column is called. */
type Headings<Row> = Readonly<Record<keyof Row & string, readonly [it: string, en: string]>>;

/** Rows under their headings, in the order of the headings. */
export function tableOf<Row extends object>(
  title: Words,
  headings: Headings<Row>,
  rows: readonly Row[],
): AnswerTable {
  // The headings name each member of a row.
  const columns = Object.entries<readonly [string, string]>(headings).map(([key, [it, en]]) => ({
    key,
    it,
    en,
  }));
  return { title, columns, rows: rows as readonly Readonly<Record<string, Cell>>[] };
}

/** What is told of a fact or of an event alike, where both name where they stand. */
type Standing =
  | Pick<RecordedEvent, 'stream' | 'id' | 'revision' | 'type'>
  | Pick<FactReference, 'cycleId' | 'eventId' | 'revision' | 'type'>;

/** Facts by where they stand, each once. */
export function referencesTo(facts: readonly (Standing | undefined)[]): readonly FactReference[] {
  const references = facts.flatMap((fact): readonly FactReference[] => {
    if (!fact) return [];
    const { revision, type } = fact;
    return 'stream' in fact
      ? [{ cycleId: idOfStream(fact.stream), eventId: fact.id, revision, type }]
      : [{ cycleId: fact.cycleId, eventId: fact.eventId, revision, type }];
  });
  return [...new Map(references.map((each) => [each.eventId, each])).values()];
}

/** Texts in one cell; null where there are none. */
export const together = (texts: readonly (string | null | undefined)[]): string | null =>
  texts.filter((text) => text !== null && text !== undefined && text !== '').join('; ') || null;

/** The number with what it counts: `1 scheda`, `2 schede`. */
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
