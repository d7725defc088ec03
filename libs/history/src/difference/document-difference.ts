import { diffArrays } from 'diff';
import { canonicalJson, type Json, type JsonObject } from '#event-store';
import { wordDifference, type Stretch } from './word-difference.js';

/** Where something stands in a document: the members and places that lead there, from the outside in. */
export type Path = readonly (string | number)[];

/** Something that is in one document otherwise than in the other. */
export type Change =
  | { readonly is: 'added'; readonly to: Path; readonly after: Json }
  | { readonly is: 'removed'; readonly from: Path; readonly before: Json }
  | {
      readonly is: 'changed';
      readonly from: Path;
      readonly to: Path;
      readonly before: Json;
      readonly after: Json;
      /** For texts, word by word. */
      readonly words?: readonly Stretch[];
    };

/** Lists that differ in more rows than this are told as rows taken out and rows put in, unaligned. */
const MOST_ROWS = 400;

/**
 * In what two documents differ, in the order of the latter: field by field, lists row by row (a row is known by the
 * id it carries, or else by all it says), texts word by word. Nothing for equal documents.
 */
export function documentDifference(before: Json, after: Json): readonly Change[] {
  return between(before, after, [], []);
}

function between(before: Json, after: Json, from: Path, to: Path): readonly Change[] {
  if (before === after) return [];
  if (isList(before) && isList(after)) return betweenLists(before, after, from, to);
  if (isObject(before) && isObject(after)) return betweenObjects(before, after, from, to);
  // A number and a text are never the same, nor is anything but itself once lists and objects are out.
  const words =
    typeof before === 'string' && typeof after === 'string' && isProse(before, after)
      ? { words: wordDifference(before, after) }
      : {};
  return [{ is: 'changed', from, to, before, after, ...words }];
}

/** Whether there are words to compare: an id or a code that is another one has nothing in common with it. */
const isProse = (before: string, after: string): boolean => /\s/u.test(before + after);

function betweenObjects(
  before: JsonObject,
  after: JsonObject,
  from: Path,
  to: Path,
): readonly Change[] {
  const members = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...members].flatMap((member): readonly Change[] => {
    const was = ownMember(before, member);
    const is = ownMember(after, member);
    if (was === undefined) {
      return is === undefined ? [] : [{ is: 'added', to: [...to, member], after: is }];
    }
    return is === undefined
      ? [{ is: 'removed', from: [...from, member], before: was }]
      : between(was, is, [...from, member], [...to, member]);
  });
}

function betweenLists(
  before: readonly Json[],
  after: readonly Json[],
  from: Path,
  to: Path,
): readonly Change[] {
  const [former, latter] = namesOf(before, after);
  const runs = diffArrays([...former], [...latter], { maxEditLength: MOST_ROWS }) ?? [
    { removed: true, added: false, count: former.length },
    { removed: false, added: true, count: latter.length },
  ];
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  runs.forEach(({ added, removed, count }, run) => {
    const next = runs[run + 1];
    for (let row = 0; row < count; row++) {
      const [was, is] = [before[i], after[j]];
      if (removed && was !== undefined) {
        // A text in the place of another is that text, changed.
        const other = next?.added === true && row < next.count ? after[j + row] : undefined;
        if (typeof was !== 'string' || typeof other !== 'string') {
          changes.push({ is: 'removed', from: [...from, i], before: was });
        } else changes.push(...between(was, other, [...from, i], [...to, j + row]));
      } else if (added && is !== undefined) {
        const former = runs[run - 1];
        const other =
          former?.removed === true && row < former.count
            ? before[i - former.count + row]
            : undefined;
        if (typeof other !== 'string' || typeof is !== 'string') {
          changes.push({ is: 'added', to: [...to, j], after: is });
        }
      } else if (was !== undefined && is !== undefined) {
        changes.push(...between(was, is, [...from, i], [...to, j]));
      }
      if (!added) i++;
      if (!removed) j++;
    }
  });
  return changes;
}

/**
 * What each row of two lists is known by. An id that two rows of a list have in common names neither of them: then all
 * rows are known by all they say.
 */
function namesOf(
  before: readonly Json[],
  after: readonly Json[],
): readonly [readonly string[], readonly string[]] {
  const idOf = idMemberOf([...before, ...after]);
  if (idOf !== undefined) {
    const named = [before, after].map((rows) =>
      rows.map((row) => canonicalJson((row as JsonObject)[idOf] ?? null)),
    ) as [string[], string[]];
    if (named.every((names) => new Set(names).size === names.length)) return named;
  }
  return [before.map(canonicalJson), after.map(canonicalJson)];
}

/** The member by which all rows are told apart: the first one of them that is called `…Id`, or is `code` or `id`. */
function idMemberOf(rows: readonly Json[]): string | undefined {
  const [first] = rows;
  if (!rows.every(isObject) || first === undefined || !isObject(first)) return undefined;
  return Object.keys(first).find(
    (member) =>
      (member.endsWith('Id') || member === 'id' || member === 'code') &&
      rows.every((row) => typeof ownMember(row, member) === 'string'),
  );
}

const ownMember = (object: JsonObject, member: string): Json | undefined =>
  Object.hasOwn(object, member) ? object[member] : undefined;

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A path as a JSON pointer (RFC 6901): `/sessions/0/actDate`. */
export function pointerTo(path: Path): string {
  return path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
