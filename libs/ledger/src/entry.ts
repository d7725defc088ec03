import { canonicalJson, type JsonObject, type RecordedEvent } from '#event-store';
import { sha256 } from './merkle/hash.js';

/**
 * What the ledger keeps of a fact, as the store gave it back: all that a reader of the store sees, so that
 * nothing of it can be altered unseen. Positions are not in it: they are another after the log was moved.
 */
export interface Entry {
  readonly v: 1;
  readonly stream: string;
  readonly rev: number;
  readonly id: string;
  readonly type: string;
  /** When it was recorded, ISO 8601 UTC; null where the fact does not say. */
  readonly at: string | null;
  /** The leaf of the fact before it in its stream, in hex; null for the first. */
  readonly prev: string | null;
  readonly meta: JsonObject;
  readonly data: JsonObject;
}

/** The entry bundles of C2SP tlog-tiles count the bytes of an entry in sixteen bits. */
export const MAX_ENTRY_BYTES = 65_535;

/** An entry in bytes, and what did not fit into it. */
export interface WrittenEntry {
  readonly bytes: Uint8Array;
  /** The canonical data of a fact that is too large, which the entry then only names. */
  readonly apart?: Uint8Array;
}

/** The bytes of a fact that are hashed: RFC 8785, UTF-8. */
export function entryOf(event: RecordedEvent, prev: Uint8Array | undefined): WrittenEntry {
  const { stream, revision: rev, id, type, metadata: meta, data } = event;
  const { recordedAt } = meta;
  const at = typeof recordedAt === 'string' ? recordedAt : null;
  const link = prev === undefined ? null : Buffer.from(prev).toString('hex');
  const entry: Entry = { v: 1, stream, rev, id, type, at, prev: link, meta, data };
  const bytes = Buffer.from(canonicalJson(entry));
  // Data that looks like the name of data lies apart, too: an entry that names data is never taken for another.
  if (bytes.length <= MAX_ENTRY_BYTES && !('$apart' in data)) return { bytes };
  const apart = Buffer.from(canonicalJson(data));
  return { bytes: Buffer.from(canonicalJson({ ...entry, data: reference(apart) })), apart };
}

/** What stands in an entry in the place of data that is too large for it. */
function reference(data: Uint8Array): JsonObject {
  return { $apart: { bytes: data.length, sha256: Buffer.from(sha256(data)).toString('hex') } };
}
