import type { ExpectedRevision, Position } from '#event-store';
import { TOMBSTONE } from './node-event.js';

/** How a stream stands when somebody wants to write to it. */
export interface Standing {
  /** Last revision, -1 if it has no events, TOMBSTONE if it has ended for ever. */
  readonly current: number;
  readonly deleted: boolean;
  readonly hasMetadata: boolean;
}

type Place = readonly [revision: number, position: Position];

/** What the stream holds already, looked up only when a rule needs it. */
export interface Recorded {
  /** Where an id is in the stream for the first time; undefined if it is not. */
  readonly place: (id: string) => Place | undefined;
  /** The event at a revision. */
  readonly at: (revision: number) => readonly [id: string, position: Position] | undefined;
}

export type Verdict =
  | { readonly kind: 'write' }
  /** The very same events are there: nothing to write. */
  | { readonly kind: 'repeated'; readonly revision: number; readonly position: Position }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'deleted' };

const WRITE: Verdict = { kind: 'write' };
const WRONG: Verdict = { kind: 'wrong' };
const DELETED: Verdict = { kind: 'deleted' };

/**
 * Whether events with these ids may be written: the rules of the server, in its order (the first that
 * applies decides). With 'any' and 'exists' the server knows ids only as long as they are in its memory;
 * here they are known for ever.
 */
export function mayAppend(
  stream: Standing,
  expected: ExpectedRevision,
  ids: readonly string[],
  recorded: Recorded,
): Verdict {
  if (stream.current === TOMBSTONE && ids.length > 0) return DELETED;
  if (expected === 'exists') {
    if (stream.deleted) return DELETED;
    if (stream.current === -1 && !stream.hasMetadata) return WRONG;
  }
  const [first] = ids;
  if (expected === 'any' || expected === 'exists') {
    if (first === undefined || recorded.place(first) === undefined) return WRITE;
    return sameAnywhere(ids, recorded);
  }
  const believed = expected === 'none' ? -1 : expected;
  if (believed === stream.current) return WRITE;
  if (believed > stream.current || first === undefined) return WRONG;
  if (recorded.at(believed + 1)?.[0] === first) return sameAfter(believed, ids, recorded);
  return believed === -1 && stream.deleted ? WRITE : WRONG;
}

function sameAnywhere(ids: readonly string[], recorded: Recorded): Verdict {
  let last: Place | undefined;
  for (const id of ids) {
    last = recorded.place(id);
    if (last === undefined) return WRONG;
  }
  return last === undefined ? WRONG : { kind: 'repeated', revision: last[0], position: last[1] };
}

function sameAfter(revision: number, ids: readonly string[], recorded: Recorded): Verdict {
  let position: Position = 0;
  for (const id of ids) {
    const found = recorded.at(++revision);
    if (found?.[0] !== id) return WRONG;
    position = found[1];
  }
  return { kind: 'repeated', revision, position };
}
