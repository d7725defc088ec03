import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits: nobody finds one by trying. */
const SECRET_BYTES = 32;

const form = /^[A-Za-z0-9_-]{43}$/;

/** A new secret, as it stands in the address of a calendar. @param bytes only a test leaves it to no chance */
export const newFeedSecret = (bytes: (size: number) => Buffer = randomBytes): string =>
  bytes(SECRET_BYTES).toString('base64url');

/** Whether a text could be such a secret. */
export const isFeedSecret = (text: string): boolean => form.test(text);

/** What is kept of a secret: SHA-256, in hex. Of 256 bits by chance nothing slower is needed. */
export const fingerprintOfSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');

/** Whether two fingerprints are one, in a time that tells nothing of where they differ. */
export function isSameFingerprint(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return first.length === second.length && timingSafeEqual(first, second);
}
