import { canonicalJson, type Json } from '#event-store';
import type { SchedaContent } from '#planning';
import { mergedList, mergedText } from './merge-text.js';

/** What became of a field that somebody wants to change, when others may have changed it meanwhile. */
export type MergedField =
  /** Nobody else touched it, or it was put together of both: this is to be saved. */
  | { readonly how: 'mine' | 'together'; readonly value: Json }
  /** Others wrote the very same. */
  | { readonly how: 'same' }
  /** Both wrote something else: a person has to say what holds. */
  | { readonly how: 'asked' };

/** What is kept of a field that others changed and one did not is not said here: it is theirs. */
export function mergedContent(
  base: SchedaContent,
  mine: Readonly<Record<string, Json>>,
  theirs: SchedaContent,
): Readonly<Record<string, MergedField>> {
  return Object.fromEntries(
    Object.entries(mine).map(([field, value]) => [
      field,
      // What was written was JSON.
      mergedField((base[field] ?? null) as Json, value, (theirs[field] ?? null) as Json),
    ]),
  );
}

function mergedField(base: Json, mine: Json, theirs: Json): MergedField {
  if (same(mine, theirs)) return { how: 'same' };
  if (same(base, theirs)) return { how: 'mine', value: mine };
  const value = together(base, mine, theirs);
  return value === undefined ? { how: 'asked' } : { how: 'together', value };
}

/** Texts are put together by sentence and lists by item; whatever else is one thing. */
function together(base: Json, mine: Json, theirs: Json): Json | undefined {
  if (typeof base === 'string' && typeof mine === 'string' && typeof theirs === 'string') {
    return mergedText(base, mine, theirs);
  }
  const lists = [base, mine, theirs].map((each) =>
    Array.isArray(each) ? (each as readonly Json[]).map(canonicalJson) : undefined,
  );
  const [one, two, three] = lists;
  if (!one || !two || !three) return undefined;
  return mergedList(one, two, three)?.map((item) => JSON.parse(item) as Json);
}

function same(one: Json, other: Json): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
