import { createHash } from 'node:crypto';
import { canonicalJson } from '#event-store';

/** The SHA-256 of a value in its canonical form, in hex. */
export const sha256 = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');
