import type { JsonObject } from './event-store.js';

/** Bytes as the log holds them: as text if they are text, which our own events always are. */
export type StoredBytes = string | Uint8Array;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** As text when the very same bytes come back from it, otherwise as they are. */
export function stored(bytes: Uint8Array): StoredBytes {
  if (bytes.includes(0)) return bytes; // a text with a NUL would end there
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes; // not UTF-8: that is an answer, not a failure
  }
}

/** The bytes as they were handed over. */
export function bytesOf(stored: StoredBytes): Uint8Array {
  return typeof stored === 'string' ? Buffer.from(stored, 'utf8') : stored;
}

/** The object written there. Events of other programs may hold anything else: to us they are empty. */
export function jsonObject(stored: StoredBytes): JsonObject {
  if (typeof stored !== 'string') return {};
  try {
    const value: unknown = JSON.parse(stored);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as JsonObject;
  } catch {
    // Not JSON, so not ours.
  }
  return {};
}
