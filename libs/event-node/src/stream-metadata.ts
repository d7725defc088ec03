/** What the metadata of a stream say about which of its events are still to be seen. */
export interface StreamMetadata {
  /** Only the last so many. */
  readonly maxCount?: number;
  /** Only those not older than this, in milliseconds. */
  readonly maxAgeMs?: number;
  /** Only from this revision on. */
  readonly truncateBefore?: number;
  /** Whether the stream was deleted, in the way that can be undone by writing to it. */
  readonly deleted: boolean;
}

/** What `$tb` of a deleted stream says: 2^63 - 1, which becomes 2^63 as a JavaScript number. */
const DELETED = 2 ** 63;
export const DELETED_METADATA = '{"$tb":9223372036854775807}';

/** The stream that holds the metadata of a stream. */
export function metadataStreamOf(stream: string): string {
  return `$$${stream}`;
}

/** The stream whose metadata this stream holds; undefined if it holds none. */
export function describedBy(metadataStream: string): string | undefined {
  return metadataStream.startsWith('$$') ? metadataStream.slice(2) : undefined;
}

/** Reads the data of a `$metadata` event. What cannot be read says nothing, as on the server. */
export function streamMetadata(data: Uint8Array): StreamMetadata {
  const fields = fieldsOf(data);
  const maxCount = positive(fields['$maxCount']);
  const maxAge = positive(fields['$maxAge']);
  const truncateBefore = positive(fields['$tb']);
  return {
    ...(maxCount !== undefined && { maxCount }),
    ...(maxAge !== undefined && { maxAgeMs: maxAge * 1_000 }),
    ...(truncateBefore !== undefined && { truncateBefore }),
    deleted: truncateBefore === DELETED,
  };
}

/** The same metadata, but the stream begins at this revision: what writing to a deleted stream leaves. */
export function beginningAt(data: Uint8Array | undefined, revision: number): string {
  const fields = data === undefined ? {} : fieldsOf(data);
  return JSON.stringify({ ...fields, $tb: revision });
}

function fieldsOf(data: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function positive(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) > 0 ? (value as number) : undefined;
}
