import type { JsonObject, StoredEvent } from '#event-store';
import { entryOf, MAX_ENTRY_BYTES } from './entry.js';
import { leafHash, leafHashOfText } from './merkle/hash.js';

/**
 * The leaf of a fact from the very bytes that the store keeps: they are canonical, or else it is another leaf than
 * the one that was sealed. So nothing is parsed that could be written otherwise and mean the same.
 */
export function storedLeaf(event: StoredEvent, prev: Uint8Array | undefined): Uint8Array {
  const { stream, revision, id, type, data, metadata } = event;
  const meta = textOf(metadata);
  const link = prev === undefined ? 'null' : `"${Buffer.from(prev).toString('hex')}"`;
  const entry =
    `{"at":${recordedAtIn(meta)},"data":${textOf(data)},"id":${JSON.stringify(id)},"meta":${meta},` +
    `"prev":${link},"rev":${revision},"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)},"v":1}`;
  if (Buffer.byteLength(entry) <= MAX_ENTRY_BYTES) return leafHashOfText(entry);
  const parsed = { ...event, data: objectIn(data), metadata: objectIn(metadata), createdMs: 0 };
  return leafHash(entryOf(parsed, prev).bytes);
}

/** What canonical metadata say of when, as it is written in them; null where they do not. */
function recordedAtIn(meta: string): string {
  const { recordedAt } = JSON.parse(meta) as JsonObject;
  return typeof recordedAt === 'string' ? JSON.stringify(recordedAt) : 'null';
}

const objectIn = (bytes: Uint8Array): JsonObject => JSON.parse(textOf(bytes)) as JsonObject; // what is recorded are objects

/** Bytes that are no text read as something else, and so make another leaf than the one that was sealed. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}
