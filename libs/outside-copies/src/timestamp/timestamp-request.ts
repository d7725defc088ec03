import { derNumber, derOf, derOid, tags } from './der.js';
import { objectIds } from './object-ids.js';

/** What is asked of a time-stamping authority. */
export interface TimestampQuestion {
  /** SHA-256 of what is to be stamped: it never leaves. */
  readonly imprint: Uint8Array;
  /** Not guessable, so that no older answer fits. */
  readonly nonce: bigint;
}

/** A request of RFC 3161 (2.4.1), which asks for the certificate, too, so that the answer can be checked alone. */
export function timestampRequest({ imprint, nonce }: TimestampQuestion): Uint8Array {
  const algorithm = derOf(tags.sequence, derOid(objectIds.sha256), derOf(tags.null));
  return derOf(
    tags.sequence,
    derNumber(1n),
    derOf(tags.sequence, algorithm, derOf(tags.octets, imprint)),
    derNumber(nonce),
    derOf(tags.boolean, Uint8Array.of(0xff)),
  );
}
