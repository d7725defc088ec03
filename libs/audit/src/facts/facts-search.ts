import type { DatabaseSync } from 'node:sqlite';
import { dayNumber } from './audit-facts.projection.js';
import type { FactsFilter, FactsRequest } from './facts-filter.js';
import { keyOf, textOfKey, type Named } from './names.js';
import { BLOCK, blockOf, lastBlock, placesWith, unpacked, type AskedNames } from './postings.js';
import { NAMED_COLUMNS, query } from './statement.js';
import { saidWhy, wordsOf, type Texts } from './words.js';

/** Where a fact is in a list: in one in the order of the log, all are of day 0. */
interface Place {
  readonly day: number;
  readonly position: number;
}

/** What is looked for among the facts of one zone. */
interface Search extends Bounds {
  readonly zone: number;
  readonly named: NamedIds;
  readonly why: readonly string[];
  readonly act: readonly string[];
  readonly recordedFrom: number;
  readonly recordedTo: number;
  readonly happenedFrom: number;
  readonly happenedTo: number;
  readonly byDay: boolean;
  readonly forward: boolean;
  readonly after: Place | undefined;
}

/**
 * Where the facts of one zone are that match, as many as are asked for at least, if there are so many. Those of the
 * last block are not listed yet: of a list by days some of them may come before all others.
 */
export function placesOf(
  database: DatabaseSync,
  filter: FactsFilter,
  zone: string,
  request: FactsRequest,
): readonly Place[] {
  const search = searchFor(database, filter, zone, request);
  if (!search) return [];
  const { byDay, forward } = search;
  const end = lastBlock(database) * BLOCK;
  const listed = { ...search, last: Math.min(search.last, end - 1) };
  const waiting = { ...search, first: Math.max(search.first, end) };
  const both = [
    () => (byDay ? listedByDay(database, listed) : listedFacts(database, listed)),
    () => waitingFacts(database, waiting),
  ];
  const found: Place[] = [];
  for (const facts of forward ? both : both.reverse()) {
    const most = byDay ? found.length + request.limit : request.limit;
    if (found.length < most) {
      for (const place of facts()) if (found.push(place) >= most) break;
    }
  }
  return found;
}

/** Undefined where a name is asked for that no fact of the zone has, or days on which nothing was recorded. */
function searchFor(
  database: DatabaseSync,
  filter: FactsFilter,
  zone: string,
  { order, after, upTo = LAST }: FactsRequest,
): Search | undefined {
  const zoneId = idOf(database, 'zone', zone, zone);
  const named = namedIn(database, filter, zone);
  const days = recordedBounds(database, filter);
  if (zoneId === undefined || !named || !days) return undefined;
  const forward = order === 'oldest-first';
  const byDay = filter.occurredFrom !== undefined || filter.occurredTo !== undefined;
  const [afterFirst, beforeLast] =
    !after || byDay ? [0, LAST] : forward ? [after.position + 1, LAST] : [0, after.position - 1];
  return {
    ...{ zone: zoneId, named, byDay, forward },
    first: Math.max(days.first, afterFirst),
    last: Math.min(days.last, beforeLast, upTo),
    ...{ why: wordsOf(filter.reason ?? ''), act: wordsOf(filter.act ?? '') },
    ...{ recordedFrom: dayOf(filter.from, 0), recordedTo: dayOf(filter.to, LAST_DAY) },
    happenedFrom: dayOf(filter.occurredFrom, 0),
    happenedTo: dayOf(filter.occurredTo, LAST_DAY),
    after: after && byDay ? { ...after, day: dayNumber(after.occurredOn) } : undefined,
  };
}

/** Those of the written blocks, in the order of the log: as many blocks at once as it takes to find some. */
function* listedFacts(database: DatabaseSync, search: Search): Generator<Place> {
  const asked = askedNames(database, search);
  const { forward } = search;
  let [first, last] = blocksOf(database, asked, search);
  for (let count = 1; first <= last;) {
    const from = forward ? first : Math.max(first, last - count + 1);
    const to = forward ? Math.min(last, first + count - 1) : last;
    const blocks = placesWith(database, asked, from, to);
    for (const [block, places] of forward ? blocks : blocks.toReversed()) {
      for (const at of forward ? places : places.toReversed()) {
        const position = block * BLOCK + at;
        if (isWanted(database, search, position)) yield { day: 0, position };
      }
    }
    if (forward) first = to + 1;
    else last = from - 1;
    const isSomeThere = blocks.some(([, places]) => places.length > 0);
    count = isSomeThere ? Math.ceil(count / 2) : count * 2;
  }
}

/** Between which blocks there can be any: where each name begins and ends. */
function blocksOf(
  database: DatabaseSync,
  asked: AskedNames,
  search: Search,
): [first: number, last: number] {
  let [first, last] = [blockOf(search.first), blockOf(search.last)];
  for (const [name, ...others] of asked) {
    if (name === undefined || others.length > 0) continue;
    first = Number(query(database, 'nextBlock').get(name, first)?.['block'] ?? LAST);
    last = Number(query(database, 'blockBefore').get(name, last)?.['block'] ?? -1);
  }
  return [first, last];
}

/** Those of the written blocks, day by day. */
function* listedByDay(database: DatabaseSync, search: Search): Generator<Place> {
  const asked = askedNames(database, search);
  const { zone, forward, after, happenedFrom, happenedTo } = search;
  const withAll = new Map<number, ReadonlySet<number>>();
  const isWithAll = (block: number, at: number): boolean => {
    let places = withAll.get(block);
    if (!places) {
      places = new Set(placesWith(database, asked, block, block)[0]?.[1]);
      withAll.set(block, places);
    }
    return places.has(at);
  };
  const from = forward && after ? Math.max(after.day, happenedFrom) : happenedFrom;
  const to = !forward && after ? Math.min(after.day, happenedTo) : happenedTo;
  const rows = query(database, forward ? 'daysForward' : 'daysBack').iterate(
    ...[keyOf('day', String(zone), String(from)), keyOf('day', String(zone), String(to))],
    ...[blockOf(search.first), blockOf(search.last)],
  );
  for (const row of rows) {
    const [day, block] = [Number(textOfKey(String(row['key']))), Number(row['block'])];
    const places = unpacked(row['places']);
    for (const at of forward ? places : places.reverse()) {
      const position = block * BLOCK + at;
      if (isShown({ day, position }, search)) continue;
      if (asked.length > 0 && !isWithAll(block, at)) continue;
      if (isWanted(database, search, position)) yield { day, position };
    }
  }
}

/** Whether a place stands in the pages before this one. */
function isShown({ day, position }: Place, { after, forward }: Search): boolean {
  if (!after) return false;
  const beyond = day - after.day || position - after.position;
  return forward ? beyond <= 0 : beyond >= 0;
}

/** Whether a place is between those that matter; on days of recording that are asked for, its own is looked at. */
function isWanted(
  database: DatabaseSync,
  { first, last, recordedFrom, recordedTo }: Search,
  position: number,
): boolean {
  if (position < first || position > last) return false;
  if (recordedFrom === 0 && recordedTo === LAST_DAY) return true;
  const day = Number(query(database, 'recordedDayAt').get(position)?.['day']);
  return day >= recordedFrom && day <= recordedTo;
}

/** Those of the last block, which are not listed: they are few enough to look at each. */
function* waitingFacts(database: DatabaseSync, search: Search): Generator<Place> {
  const { zone, named, byDay, forward, first, last, why, act } = search;
  const order = forward ? 'Forward' : 'Back';
  const rows = query(database, byDay ? `waitingByDay${order}` : `waiting${order}`).iterate({
    ...{ zone, first, last, ...named },
    ...{ recordedFrom: search.recordedFrom, recordedTo: search.recordedTo },
    ...{ happenedFrom: search.happenedFrom, happenedTo: search.happenedTo },
    why: Number(why.length > 0),
    act: Number(act.length > 0),
  });
  // The columns of `waitingSql`.
  for (const row of rows as unknown as Iterable<Place & Texts>) {
    if (isShown(row, search)) continue;
    if (why.length > 0) {
      const said = wordsOf(saidWhy(row));
      if (!why.every((word) => said.some((each) => each.startsWith(word)))) continue;
    }
    if (act.length > 0) {
      const said = wordsOf(row.act ?? '');
      if (!act.every((word) => said.includes(word))) continue;
    }
    yield { position: row.position, day: byDay ? row.day : 0 };
  }
}

/** The numbers of the names that are asked for; null where none is. */
type NamedIds = Readonly<Record<(typeof NAMED_COLUMNS)[number], number | null>>;

/** Undefined where a name is asked for that nothing has. */
function namedIn(database: DatabaseSync, filter: FactsFilter, zone: string): NamedIds | undefined {
  const named: Partial<Record<keyof NamedIds, number | null>> = {};
  for (const column of NAMED_COLUMNS) {
    const text = filter[column === 'behalf' ? 'onBehalfOf' : column];
    const id = text === undefined ? null : idOf(database, column, zone, text);
    if (id === undefined) return undefined;
    named[column] = id;
  }
  return named as NamedIds;
}

/** The same and the words: a word of a reason is any that begins so. Nothing but the zone where nothing is asked. */
function askedNames(database: DatabaseSync, { zone, named, why, act, byDay }: Search): AskedNames {
  const ofZone = String(zone);
  const asked = [
    ...act.map((word) => {
      const id = idOf(database, 'act', ofZone, word);
      return id === undefined ? [] : [id];
    }),
    ...why.map((word) => {
      const key = keyOf('why', ofZone, word);
      return query(database, 'idsBetween')
        .all(key, `${key}\u{10ffff}`)
        .map(({ id }) => Number(id));
    }),
    ...NAMED_COLUMNS.flatMap((column) => (named[column] === null ? [] : [[named[column]]])),
  ];
  // Every day is one of a zone.
  return asked.length > 0 || byDay ? asked : [[zone]];
}

function idOf(database: DatabaseSync, what: Named, zone: string, text: string): number | undefined {
  return query(database, 'idOfName').get(keyOf(what, zone, text))?.['id'] as number | undefined;
}

/** The first and the last place in the log that can matter. */
interface Bounds {
  readonly first: number;
  readonly last: number;
}

/** Between which places of the log the days of recording lie; undefined where nothing was recorded then. */
function recordedBounds(database: DatabaseSync, { from, to }: FactsFilter): Bounds | undefined {
  const run = (name: 'firstRunFrom' | 'lastRunUpTo' | 'runAfter', value: number) =>
    query(database, name).get(value)?.['position'] as number | undefined;
  const first = from === undefined ? 0 : run('firstRunFrom', dayNumber(from));
  const lastRun = to === undefined ? LAST : run('lastRunUpTo', dayNumber(to));
  if (first === undefined || lastRun === undefined) return undefined;
  return { first, last: (run('runAfter', lastRun) ?? LAST) - 1 };
}

const dayOf = (day: string | undefined, otherwise: number): number =>
  day === undefined ? otherwise : dayNumber(day);

/** Later than any place of a log, and than any day. */
const LAST = Number.MAX_SAFE_INTEGER;
const LAST_DAY = 99_999_999;
