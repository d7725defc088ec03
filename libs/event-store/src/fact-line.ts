import { createHash } from 'node:crypto';
import type { StoredEvent } from './stored-event.js';

/**
 * A fact as one line of canonical JSON (RFC 8785): its stream, revision, id and type, and the bytes of its
 * data and metadata as they are kept. The same in every store, where positions and times are not.
 */
export function factLine({ stream, revision, id, type, data, metadata }: StoredEvent): Buffer {
  const text = JSON.stringify;
  return Buffer.concat([
    Buffer.from('{"data":'),
    data,
    Buffer.from(`,"id":${text(id)},"metadata":`),
    metadata,
    Buffer.from(`,"revision":${revision},"stream":${text(stream)},"type":${text(type)}}`),
  ]);
}

/** What tells one log from another. */
export interface LogDigest {
  readonly facts: number;
  /** SHA-256 (hex) over the lines of all facts in log order, each with a line feed. */
  readonly sha256: string;
  /** The last fact: its place, and SHA-256 of its line (without line feed). */
  readonly last: { readonly position: number; readonly sha256: string } | undefined;
  /** The names of its streams. */
  readonly streams: ReadonlySet<string>;
}

/** Reads the facts to the end. */
export async function logDigest(
  facts: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
): Promise<LogDigest> {
  const hash = createHash('sha256');
  const streams = new Set<string>();
  let last: { readonly position: number; readonly line: Buffer } | undefined;
  let count = 0;
  for await (const fact of facts) {
    const line = factLine(fact);
    hash.update(line).update('\n');
    streams.add(fact.stream);
    last = { position: fact.position, line };
    count++;
  }
  return {
    facts: count,
    sha256: hash.digest('hex'),
    last: last && { position: last.position, sha256: sha256(last.line) },
    streams,
  };
}

function sha256(line: Buffer): string {
  return createHash('sha256').update(line).digest('hex');
}
