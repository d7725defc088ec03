import type { DatabaseSync } from 'node:sqlite';
import { prepared, statement } from './statement.js';
import { dayNumber } from './audit-facts.projection.js';
import { keyOf, textOfKey, type Named } from './names.js';
import { wordsOf } from './words.js';

/** Which facts are wanted: those that are all of what is said here. Days are whole, Europe/Rome. */
export interface FactsFilter {
  /** Facts of this zone, and of none. */
  readonly zone: string;
  readonly actor?: string | undefined;
  readonly onBehalfOf?: string | undefined;
  readonly type?: string | undefined;
  readonly verb?: string | undefined;
  readonly scheda?: string | undefined;
  readonly unit?: string | undefined;
  readonly stream?: string | undefined;
  /** Recorded on this day or later, on that day or before. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Happened on this day or later, on that day or before. A list by either is in the order of those days. */
  readonly occurredFrom?: string | undefined;
  readonly occurredTo?: string | undefined;
  /** All of these words, each whole or from its beginning on, in why it was done or recorded late. */
  readonly reason?: string | undefined;
  /** All of these words in the number of the act or how it is cited. */
  readonly act?: string | undefined;
}

export type Order = 'oldest-first' | 'newest-first';

/** Where a page begins: after the last fact of the page before it. */
export interface FactPlace {
  readonly position: number;
  /** Of lists in the order of the days things happened on. */
  readonly occurredOn: string;
}

/** A fact as the index tells of it. Null is not said. */
export interface FactRow {
  readonly position: number;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  /** Empty for what is of no zone. */
  readonly zone: string;
  readonly type: string;
  readonly actor: string | null;
  readonly role: string | null;
  readonly onBehalfOf: string | null;
  readonly verb: string | null;
  readonly scheda: string | null;
  readonly unit: string | null;
  /** Instant, ISO 8601 UTC. */
  readonly recordedAt: string;
  readonly occurredOn: string;
  readonly reason: string | null;
  readonly lateReason: string | null;
  /** Why, where the fact says it in its own data; of a refusal its code. */
  readonly grounds: string | null;
  readonly act: string | null;
}

/** Which stretch of a list is wanted. */
export interface FactsRequest {
  readonly order: Order;
  readonly limit: number;
  readonly after?: FactPlace | undefined;
  /** Nothing recorded after this place in the log: a list that is read page by page does not grow meanwhile. */
  readonly upTo?: number | undefined;
}

/**
 * The facts that match, in the order in which they were recorded, or happened where a period of that is asked
 * for. What is of the zone and what is of none are two lists, read alike and put together.
 */
export function factsMatching(
  database: DatabaseSync,
  filter: FactsFilter,
  request: FactsRequest,
): readonly FactRow[] {
  const rows = [...new Set([filter.zone, ''])]
    .flatMap((zone) => plansOf(database, filter, zone, request))
    .flatMap(({ sql, values }) => prepared(database, sql).all(values));
  const sign = request.order === 'oldest-first' ? 1 : -1;
  const byDay = isByDay(filter);
  // The columns of `COLUMNS`, named after the fields of a stored row.
  return (rows as unknown as StoredRow[])
    .toSorted(
      (one, other) =>
        sign * ((byDay ? one.occurredDay - other.occurredDay : 0) || one.position - other.position),
    )
    .slice(0, request.limit)
    .map(factRow);
}

/** Whether a list is in the order of the days on which things happened. */
const isByDay = ({ occurredFrom, occurredTo }: FactsFilter): boolean =>
  occurredFrom !== undefined || occurredTo !== undefined;

/** How the facts of one zone are found: by which statement, and what is compared. */
export interface FactsPlan {
  readonly sql: string;
  readonly values: Readonly<Record<string, number | string>>;
}

/**
 * One statement, or two where words are looked for: in the full-text index, and among those that wait for it. None
 * where a name is asked for that no fact of the zone has, or days on which nothing was recorded.
 */
export function plansOf(
  database: DatabaseSync,
  filter: FactsFilter,
  zone: string,
  request: FactsRequest,
): readonly FactsPlan[] {
  const ids = idsOf(database, filter, zone);
  const days = recordedBounds(database, filter);
  if (!ids || !days) return [];
  const { zone: zoneId, ...named } = ids;
  const words = wordsAsked(filter, ids);
  if (words.length > 0) {
    return [byWords(words), byWaitingWords(words)].map((source) =>
      planOf({ ...source, named }, { filter, request, days }),
    );
  }
  const byDay = isByDay(filter);
  // Names are of one zone: where any is asked for, the zone need not be. It leads the index by days.
  const needsZone = byDay || Object.keys(named).length === 0;
  const index = byDay ? indexByDay(named) : indexFor(named);
  const source: Source = {
    ...{ table: `fact INDEXED BY ${index}`, place: 'fact.position', named },
    conditions: needsZone ? ['zone = :zone'] : [],
    values: needsZone ? { zone: zoneId } : {},
  };
  return [planOf(source, { filter, request, days })];
}

/** Where rows are found, and what is compared there. */
interface Source {
  readonly table: string;
  /** The column that holds the place in the log, in whose order rows are found. */
  readonly place: string;
  readonly conditions: readonly string[];
  readonly values: Readonly<Record<string, number | string>>;
  readonly named: Asked;
}

function planOf(
  { table, place, conditions: found, values: given, named }: Source,
  {
    filter,
    request: { order, limit, after, upTo },
    days,
  }: { readonly filter: FactsFilter; readonly request: FactsRequest; readonly days: Bounds },
): FactsPlan {
  const byDay = isByDay(filter);
  const forward = order === 'oldest-first';
  const beyond = forward ? '>' : '<';
  const conditions = [...found];
  const values: Record<string, number | string> = { ...given, limit };
  const must = (condition: string, name: string, value: number | string | undefined): void => {
    if (value === undefined) return;
    conditions.push(condition);
    values[name] = value;
  };
  for (const [column, id] of Object.entries(named)) must(`${column} = :${column}`, column, id);
  must(`${place} >= :first`, 'first', days.first);
  must(`${place} <= :last`, 'last', lesser(days.last, upTo));
  must('recorded_day >= :recordedFrom', 'recordedFrom', dayOf(filter.from));
  must('recorded_day <= :recordedTo', 'recordedTo', dayOf(filter.to));
  must('occurred_day >= :occurredFrom', 'occurredFrom', dayOf(filter.occurredFrom));
  must('occurred_day <= :occurredTo', 'occurredTo', dayOf(filter.occurredTo));
  if (after && byDay) {
    must(`(occurred_day, fact.position) ${beyond} (:afterDay, :after)`, 'after', after.position);
    values['afterDay'] = dayNumber(after.occurredOn);
  } else {
    must(`${place} ${beyond} :after`, 'after', after?.position);
  }
  const direction = forward ? 'ASC' : 'DESC';
  // What is asked stands in none of these: they are made of what is written in this file.
  const SORTED = byDay
    ? `occurred_day ${direction}, fact.position ${direction}`
    : `${place} ${direction}`;
  const [TABLE, CONDITIONS] = [table, conditions.join(' AND ')];
  const sql = `
    SELECT ${COLUMNS} FROM ${TABLE} WHERE ${CONDITIONS}
    ORDER BY ${SORTED} LIMIT :limit`;
  return { sql, values };
}

type NamedColumn = 'actor' | 'behalf' | 'type' | 'verb' | 'scheda' | 'unit' | 'stream';
type Ids = { readonly zone: number } & Readonly<Partial<Record<NamedColumn, number>>>;

/** The numbers of the names that are asked for; undefined where one of them names nothing. */
function idsOf(database: DatabaseSync, filter: FactsFilter, zone: string): Ids | undefined {
  const find = idOfName(database);
  const wanted: readonly (readonly ['zone' | NamedColumn, Named, string | undefined])[] = [
    ['zone', 'zone', zone],
    ['actor', 'actor', filter.actor],
    ['behalf', 'actor', filter.onBehalfOf],
    ['type', 'type', filter.type],
    ['verb', 'verb', filter.verb],
    ['scheda', 'scheda', filter.scheda],
    ['unit', 'unit', filter.unit],
    ['stream', 'stream', filter.stream],
  ];
  const ids: Record<string, number> = {};
  for (const [column, what, text] of wanted) {
    if (text === undefined) continue;
    const id = find.get(keyOf(what, zone, text))?.['id'];
    if (typeof id !== 'number') return undefined;
    ids[column] = id;
  }
  return ids as Ids;
}

/** A word that must be there, whole or as the beginning of one. */
interface AskedWord {
  readonly word: string;
  readonly isBeginning: boolean;
}

/** What is looked for among words; nothing where neither a reason nor an act is. */
function wordsAsked({ reason, act }: FactsFilter, ids: Ids): readonly AskedWord[] {
  const why = wordsOf(reason ?? '').map((word) => ({ word: `r${word}`, isBeginning: true }));
  const acts = wordsOf(act ?? '').map((word) => ({ word: `a${word}`, isBeginning: false }));
  if (why.length + acts.length === 0) return [];
  const names = [ids.zone, ids.type, ids.actor, ids.stream].filter((id) => id !== undefined);
  return [...why, ...acts, ...names.map((id) => ({ word: `n${id}`, isBeginning: false }))];
}

type FoundByWords = Omit<Source, 'named'>;

const byWords = (words: readonly AskedWord[]): FoundByWords => ({
  table: 'words CROSS JOIN fact ON fact.position = words.rowid',
  place: 'words.rowid',
  conditions: ['words MATCH :words'],
  values: {
    words: words.map(({ word, isBeginning }) => (isBeginning ? `${word}*` : word)).join(' AND '),
  },
});

const byWaitingWords = (words: readonly AskedWord[]): FoundByWords => ({
  table: 'waiting_words CROSS JOIN fact USING (position)',
  place: 'waiting_words.position',
  conditions: words.map((_word, index) => `instr(' ' || text || ' ', :word${index}) > 0`),
  values: Object.fromEntries(
    words.map(({ word, isBeginning }, index) => [
      `word${index}`,
      isBeginning ? ` ${word}` : ` ${word} `,
    ]),
  ),
});

/**
 * By what facts are found, the fewest first: a scheda has dozens of them, a type or a unit may have a tenth of all.
 * What is asked besides stands in the index, too, or is looked up in the few that are left.
 */
const indexes: readonly (readonly [string, ...NamedColumn[]])[] = [
  ['fact_by_scheda', 'scheda'],
  ['fact_by_stream_and_type', 'stream', 'type'],
  ['fact_by_actor_and_type', 'actor', 'type'],
  ['fact_by_behalf', 'behalf'],
  ['fact_by_actor', 'actor'],
  ['fact_by_unit', 'unit'],
  ['fact_by_verb', 'verb'],
  ['fact_by_type', 'type'],
  ['fact_by_stream', 'stream'],
];

type Asked = Readonly<Partial<Record<NamedColumn, number>>>;

function indexFor(asked: Asked): string {
  const found = indexes.find(([, ...named]) =>
    named.every((column) => asked[column] !== undefined),
  );
  return found?.[0] ?? 'fact_by_zone';
}

/** The facts of a scheda are few enough to be put in order; the others are read in the order of the days. */
const indexByDay = ({ scheda }: Asked): string =>
  scheda === undefined ? 'fact_by_day' : 'fact_by_scheda';

/** The first and the last place in the log that can matter. */
interface Bounds {
  readonly first?: number | undefined;
  readonly last?: number | undefined;
}

/** Between which places of the log the days of recording lie; undefined where nothing was recorded then. */
function recordedBounds(database: DatabaseSync, { from, to }: FactsFilter): Bounds | undefined {
  let first: number | undefined;
  if (from !== undefined) {
    first = positionIn(firstRunFrom(database).get(dayNumber(from)));
    if (first === undefined) return undefined;
  }
  if (to === undefined) return { first };
  const run = positionIn(lastRunUpTo(database).get(dayNumber(to)));
  if (run === undefined) return undefined;
  const next = positionIn(runAfter(database).get(run));
  return { first, last: next === undefined ? undefined : next - 1 };
}

const positionIn = (row: Readonly<Record<string, unknown>> | undefined): number | undefined =>
  row?.['position'] as number | undefined;
const firstRunFrom = statement(
  'SELECT position FROM day_run WHERE day >= ? ORDER BY position LIMIT 1',
);
const lastRunUpTo = statement(
  'SELECT position FROM day_run WHERE day <= ? ORDER BY position DESC LIMIT 1',
);
const runAfter = statement(
  'SELECT position FROM day_run WHERE position > ? ORDER BY position LIMIT 1',
);
const idOfName = statement('SELECT id FROM name WHERE key = ?');

const dayOf = (day: string | undefined): number | undefined =>
  day === undefined ? undefined : dayNumber(day);

const lesser = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);

const nameOf = (COLUMN: string): string => `(SELECT key FROM name WHERE id = ${COLUMN})`;
const COLUMNS = `
  fact.position, event_id AS eventId, ${nameOf('stream')} AS stream, revision,
  ${nameOf('zone')} AS zone, ${nameOf('fact.type')} AS type, ${nameOf('actor')} AS actor,
  ${nameOf('role')} AS role, ${nameOf('behalf')} AS onBehalfOf, ${nameOf('verb')} AS verb,
  ${nameOf('scheda')} AS scheda, ${nameOf('unit')} AS unit, recorded_ms AS recordedMs,
  occurred_day AS occurredDay, reason, late_reason AS lateReason, grounds, act`;

/** A row as it is stored: names as they are kept, days as numbers. */
type StoredRow = Omit<FactRow, 'recordedAt' | 'occurredOn'> & {
  readonly recordedMs: number;
  readonly occurredDay: number;
};

function factRow({ recordedMs, occurredDay, ...row }: StoredRow): FactRow {
  const named = (key: string): string => textOfKey(key);
  const maybe = (key: string | null): string | null => (key === null ? null : textOfKey(key));
  const { position, eventId, revision, reason, lateReason, grounds, act } = row;
  return {
    ...{ position, eventId, stream: named(row.stream), revision, zone: named(row.zone) },
    ...{ type: named(row.type), actor: maybe(row.actor), role: maybe(row.role) },
    ...{ onBehalfOf: maybe(row.onBehalfOf), verb: maybe(row.verb), scheda: maybe(row.scheda) },
    ...{ unit: maybe(row.unit), recordedAt: new Date(recordedMs).toISOString() },
    ...{ occurredOn: dayText(occurredDay), reason, lateReason, grounds, act },
  };
}

/** The day of a number: 20240131 is `2024-01-31`. */
function dayText(day: number): string {
  const digits = String(day);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
