import { canonicalJson, NotCanonical } from './canonical-json.js';
import { AppendTooLarge, MAX_APPEND_BYTES } from './event-store.js';
import type { ExpectedRevision, NewEvent } from './event-store.js';

/** An append that has been checked and made canonical: the same bytes whatever the adapter. */
export interface PreparedAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly PreparedEvent[];
  /** Of data and metadata together. */
  readonly bytes: number;
}

/** An event whose data and metadata are canonical JSON. */
export interface PreparedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Checks what any adapter must refuse before it writes anything.
 * @throws NotCanonical, AppendTooLarge, RangeError (an expected revision that is no revision)
 */
export function prepareAppend(
  stream: string,
  events: readonly NewEvent[],
  expected: ExpectedRevision,
): PreparedAppend {
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= -1))
    throw new RangeError(`${expected} is not a revision`);
  requireName(stream, '');
  const ids = new Set<string>();
  const prepared: PreparedEvent[] = [];
  let bytes = 0;
  for (const [index, event] of events.entries()) {
    const { id, type } = event;
    if (!UUID.test(id)) throw new NotCanonical(`/${index}/id`, 'is not a UUID in lower case');
    if (ids.has(id)) throw new NotCanonical(`/${index}/id`, 'is twice in the same append');
    ids.add(id);
    requireName(type, `/${index}/type`);
    const data = canonicalObject(event.data, `/${index}/data`);
    const metadata = canonicalObject(event.metadata, `/${index}/metadata`);
    bytes += Buffer.byteLength(data) + Buffer.byteLength(metadata);
    if (bytes > MAX_APPEND_BYTES)
      throw new AppendTooLarge(
        `Più di ${MAX_APPEND_BYTES} byte in una sola scrittura / More than ${MAX_APPEND_BYTES} bytes in one append`,
      );
    prepared.push({ id, type, data, metadata });
  }
  return { stream, expected, events: prepared, bytes };
}

/** Names of streams and types: some well-formed text without control characters. */
function requireName(name: string, path: string): void {
  // eslint-disable-next-line no-control-regex -- they are what is refused
  if (name === '' || /[\u0000-\u001f\u007f]/.test(name) || !name.isWellFormed())
    throw new NotCanonical(path, 'is not a name: empty, broken or with control characters');
}

function canonicalObject(value: unknown, path: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new NotCanonical(path, 'is not an object');
  try {
    return canonicalJson(value);
  } catch (error) {
    if (error instanceof NotCanonical) throw new NotCanonical(path + error.path, error.reason);
    throw error;
  }
}
