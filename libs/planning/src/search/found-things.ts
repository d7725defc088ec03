import type { DatabaseSync } from 'node:sqlite';
import type { Role } from '#people';
import { statement } from '../read-side/statement.js';
import { reads, type Reading } from '../policy.js';
import { askedWords, beginningOf } from './asked-words.js';
import { editDistance } from './edit-distance.js';
import { thingKinds, type ThingKind } from './searched-thing.js';

/** Who may read which kind of thing: whoever may open its page. */
const readingOf = {
  cycle: 'cycle',
  scheda: 'schede',
  programme: 'schede',
  objective: 'schede',
  unit: 'schede',
  meeting: 'coverage',
  contribution: 'contributions',
  coDesignRow: 'register',
  act: 'history',
  document: 'history',
  deadline: 'schede',
} as const satisfies Readonly<Record<ThingKind, Reading>>;

/** What somebody may find by their role: of contributions, which are in no index, all or those they handed in. */
export function findableBy(role: Role): readonly ThingKind[] {
  const ownContributions = (kind: ThingKind): boolean =>
    kind === 'contribution' && reads(role, 'own-contributions');
  return thingKinds.filter((kind) => reads(role, readingOf[kind]) || ownContributions(kind));
}

/** Who looks, for what, and where. */
export interface SearchQuery {
  readonly zone: string;
  readonly role: Role;
  /** What was typed; of a long text the first 200 characters. */
  readonly text: string;
  /** The yearly programme to look in, besides the registers of the zone; all of them where none is said. */
  readonly cycleId?: string | undefined;
  /** Only things of this kind. */
  readonly kind?: ThingKind | undefined;
  /** Of each kind no more than so many. */
  readonly limit: number;
}

/** A thing that was found. In `title` and `passage` what fits stands between the two marks. */
export interface FoundThing {
  readonly cycleId: string;
  readonly kind: ThingKind;
  readonly id: string;
  /** Of the fact that told of it first. */
  readonly revision: number;
  readonly codes: string;
  readonly title: string;
  /** The words around what fits in its texts. */
  readonly passage: string;
  /** It is the one that has the code which was typed. */
  readonly isExact: boolean;
}

/** All things of a kind that were found, as far as they are shown. */
export interface FoundKind {
  readonly kind: ThingKind;
  /** How many there are, of those that whoever looks may open. */
  readonly total: number;
  readonly things: readonly FoundThing[];
}

/** A fact that has the number which was typed. */
export interface FoundFact {
  readonly cycleId: string;
  /** What its programme is called. */
  readonly title: string;
  readonly revision: number;
}

/** What was found. */
export interface Found {
  readonly kinds: readonly FoundKind[];
  readonly facts: readonly FoundFact[];
  /** What may have been meant, where nothing was found; it finds something. */
  readonly suggestion: string | undefined;
}

/**
 * Looks for words and codes among what somebody may read; of nothing else is it even told how much there is. Codes
 * come first, then what fits best, then what is newest.
 */
export function search(database: DatabaseSync, query: SearchQuery): Found {
  const kinds = found(database, query);
  const facts = factsOf(database, query);
  const isNothing = kinds.length === 0 && facts.length === 0;
  return { kinds, facts, suggestion: isNothing ? suggestionFor(database, query) : undefined };
}

function found(database: DatabaseSync, query: SearchQuery): readonly FoundKind[] {
  const { match, codes } = askedWords(query.text);
  if (match === undefined && codes.length === 0) return [];
  const of = { ...whatMayBeFound(query), codes: JSON.stringify(codes) };
  const rows = [
    ...byCode(database).all({ ...of, limit: query.limit }),
    ...(match === undefined ? [] : byWords(database).all({ ...of, match, limit: query.limit })),
  ];
  // Those that have a code and those that have the words are told apart: each row says how many there are of its own.
  const counted = new Map<ThingKind, number>();
  for (const exact of [1, 0]) {
    const own = rows.filter(({ isExact }) => isExact === exact);
    for (const [kind, total] of new Map(
      own.map((row) => [row['kind'] as ThingKind, row['total'] as number]),
    )) {
      counted.set(kind, (counted.get(kind) ?? 0) + total);
    }
  }
  const byKind = Map.groupBy(rows.map(foundThing), ({ kind }) => kind);
  // The kind of what fits best comes first, so that a code is seen at once.
  const exact = [...byKind].find(([, things]) => things[0]?.isExact === true)?.[0];
  return thingKinds
    .toSorted((one, other) => Number(other === exact) - Number(one === exact))
    .flatMap((kind) => {
      const things = byKind.get(kind) ?? [];
      const total = counted.get(kind) ?? 0;
      return things.length === 0 ? [] : [{ kind, total, things: things.slice(0, query.limit) }];
    });
}

function whatMayBeFound({ zone, role, cycleId, kind }: SearchQuery) {
  const kinds = findableBy(role).filter((each) => kind === undefined || each === kind);
  return { zone, kinds: JSON.stringify(kinds), cycleId: cycleId ?? null };
}

/** Facts by their number, for whoever may read the history. */
function factsOf(database: DatabaseSync, query: SearchQuery): readonly FoundFact[] {
  const { zone, role, text, cycleId = null, kind } = query;
  const { factNumber } = askedWords(text);
  if (factNumber === undefined || kind !== undefined || !reads(role, 'history')) return [];
  // The columns of `facts`.
  return facts(database).all({
    ...{ zone, cycleId, revision: factNumber },
  }) as unknown as readonly FoundFact[];
}

/** The same words as they stand in the titles of what may be found, where those differ by a slip of the fingers. */
function suggestionFor(database: DatabaseSync, query: SearchQuery): string | undefined {
  const { words } = askedWords(query.text);
  const mended = words.map((word) => nearest(database, query, word.toLowerCase()) ?? word);
  if (mended.every((word, index) => word === words[index])) return undefined;
  const text = mended.join(' ');
  return found(database, { ...query, text, limit: 1 }).length > 0 ? text : undefined;
}

function nearest(database: DatabaseSync, query: SearchQuery, word: string): string | undefined {
  const sought = folded(word);
  if (sought.length < 4) return undefined;
  const parts = Array.from({ length: sought.length - 2 }, (_, at) => sought.slice(at, at + 3));
  const match = parts.map((part) => `"${part}"`).join(' OR ');
  const titles = alike(database).all({ ...whatMayBeFound(query), match });
  const farthest = sought.length > 7 ? 2 : 1;
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const { title } of titles) {
    for (const candidate of (title as string).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
      const distance = Math.min(
        editDistance(sought, folded(candidate)),
        editDistance(beginningOf(sought), beginningOf(candidate)),
      );
      if (distance <= farthest && distance < (best?.distance ?? Infinity)) {
        best = { word: candidate, distance };
      }
    }
  }
  return best?.word;
}

const folded = (word: string): string => word.normalize('NFD').replace(/\p{Mark}/gu, '');

function foundThing(row: Readonly<Record<string, unknown>>): FoundThing {
  const { cycleId, kind, id, revision, codes, title, passage, isExact } = row;
  // The columns of `byCode` and `byWords`.
  return {
    ...{ cycleId, kind, id, revision, codes, title, passage },
    isExact: isExact === 1,
  } as FoundThing;
}

const MAY = `
  thing.zone = :zone
  AND thing.kind IN (SELECT value FROM json_each(:kinds))
  AND (:cycleId IS NULL OR thing.cycle_id = :cycleId OR thing.cycle_id NOT GLOB '*-[12][0-9][0-9][0-9]')`;
const CODES = 'SELECT thing FROM code WHERE plain IN (SELECT value FROM json_each(:codes))';
const COLUMNS = 'thing.cycle_id AS cycleId, thing.kind, thing.id, thing.revision, thing.codes';
const byCode = statement(`
  SELECT ${COLUMNS}, thing.title AS title, substr(thing.body, 1, 160) AS passage, 1 AS isExact,
    count(*) OVER (PARTITION BY thing.kind) AS total
  FROM thing WHERE thing.thing IN (${CODES}) AND ${MAY}
  ORDER BY thing.cycle_id DESC, thing.id LIMIT :limit`);
const WORDS = `
  FROM words JOIN thing ON thing.thing = words.rowid
  WHERE words MATCH :match AND ${MAY} AND thing.thing NOT IN (${CODES})`;
const byWords = statement(`
  WITH fitting AS MATERIALIZED (
    SELECT words.rowid AS thing, words.rank AS fit, thing.kind, thing.cycle_id, thing.id ${WORDS}
  ), placed AS MATERIALIZED (
    SELECT thing, fit, count(*) OVER (PARTITION BY kind) AS total,
      row_number() OVER (PARTITION BY kind ORDER BY fit, cycle_id DESC, id) AS place
    FROM fitting
  )
  SELECT ${COLUMNS}, highlight(words, 1, char(1), char(2)) AS title,
    snippet(words, 2, char(1), char(2), '…', 24) AS passage, 0 AS isExact, placed.total
  FROM placed CROSS JOIN words ON words.rowid = placed.thing
    CROSS JOIN thing ON thing.thing = placed.thing
  WHERE words MATCH :match AND placed.place <= :limit
  ORDER BY placed.fit, thing.cycle_id DESC, thing.id`);
const facts = statement(`
  SELECT cycle_id AS cycleId, title, :revision AS revision FROM reach
  WHERE zone = :zone AND revision >= :revision AND (:cycleId IS NULL OR cycle_id = :cycleId)
  ORDER BY cycle_id DESC`);
const alike = statement(`
  SELECT thing.title FROM trigrams JOIN thing ON thing.thing = trigrams.rowid
  WHERE trigrams MATCH :match AND ${MAY} ORDER BY bm25(trigrams) LIMIT 60`);
