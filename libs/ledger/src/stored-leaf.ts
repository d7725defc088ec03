import type { JsonObject, StoredEvent } from '#event-store';
import { entryOf, MAX_ENTRY_BYTES } from './entry.js';
import { leafHash } from './merkle/hash.js';

/**
 * The leaf of a fact from the very bytes that the store keeps: they are canonical, or else it is another leaf than
 * the one that was sealed. So nothing is parsed that could be written otherwise and mean the same.
 */
export function storedLeaf(event: StoredEvent, prev: Uint8Array | undefined): Uint8Array {
  const { stream, revision, id, type, data, metadata } = event;
  const meta = Buffer.from(metadata).toString();
  const link = prev === undefined ? 'null' : `"${Buffer.from(prev).toString('hex')}"`;
  const before = Buffer.from(`{"at":${recordedAtIn(meta)},"data":`);
  const after = Buffer.from(
    `,"id":${JSON.stringify(id)},"meta":${meta},"prev":${link},"rev":${revision},` +
      `"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)},"v":1}`,
  );
  const entry = Buffer.concat([before, data, after]);
  if (entry.length <= MAX_ENTRY_BYTES) return leafHash(entry);
  const parsed = { ...event, data: objectIn(data), metadata: objectIn(metadata), createdMs: 0 };
  return leafHash(entryOf(parsed, prev).bytes);
}

/** What canonical metadata say of when, as it is written in them; null where they do not. */
function recordedAtIn(meta: string): string {
  const { recordedAt } = JSON.parse(meta) as JsonObject;
  return typeof recordedAt === 'string' ? JSON.stringify(recordedAt) : 'null';
}

const objectIn = (bytes: Uint8Array): JsonObject =>
  JSON.parse(Buffer.from(bytes).toString()) as JsonObject; // what is recorded are objects
