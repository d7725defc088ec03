import type { Json, JsonObject } from '#event-store';
import { pointerTo } from '../difference/document-difference.js';
import { schedaThen } from '../scheda-then.js';
import type { Watched } from './blame.js';

/** Watches a scheda: each field that is written in it, and where it stands and whose it is. */
export function watchedScheda(schedaId: string): Watched {
  let last: readonly unknown[] = [];
  return {
    look: (life) => {
      const scheda = schedaThen(life, schedaId);
      if (!scheda) return undefined;
      // What is written in it is another object whenever it says something else.
      const parts = Object.values(scheda);
      const isSame = parts.length === last.length && parts.every((part, at) => part === last[at]);
      last = parts;
      return isSame ? undefined : fieldsOf(scheda);
    },
  };
}

function fieldsOf({ content, ...standing }: JsonObject): ReadonlyMap<string, Json> {
  const entries = (document: JsonObject, ...within: readonly string[]) =>
    Object.entries(document).map(([member, value]): readonly [string, Json] => [
      pointerTo([...within, member]),
      value,
    ]);
  return new Map([...entries(standing), ...entries(content as JsonObject, 'content')]);
}
