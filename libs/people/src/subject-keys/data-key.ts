import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  timingSafeEqual,
} from 'node:crypto';
import type { PiiToken, TextPlace } from './sealed-text.js';

export const KEY_BYTES = 32;
export const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What binds a token to one key. AES-GCM alone does not: a ciphertext can be made that opens to two texts under
 * two keys, and whoever owns the keys could change what a recorded fact says.
 */
export function commitmentTo(key: Buffer): string {
  return createHash('sha256').update('traccia/dek-commit/v1\n').update(key).digest('base64url');
}

/** Seals a text of somebody for the one place where it stands. @param iv never used before with this key */
export function sealWith(
  key: Buffer,
  { subject, text, place, iv }: { subject: string; text: string; place: TextPlace; iv: Buffer },
): PiiToken {
  const sealed = encrypt(key, iv, Buffer.from(text, 'utf8'), placeBytes(place));
  return { $pii: { s: subject, k: commitmentTo(key), c: sealed.toString('base64url') } };
}

/** The text; undefined with another key than the one it was sealed with, in another place, or changed by one bit. */
export function openWith(key: Buffer, { $pii }: PiiToken, place: TextPlace): string | undefined {
  const commitment = Buffer.from(commitmentTo(key));
  const claimed = Buffer.from($pii.k);
  if (claimed.length !== commitment.length || !timingSafeEqual(claimed, commitment))
    return undefined;
  const sealed = Buffer.from($pii.c, 'base64url');
  // Base64url has spare bits: one ciphertext is written in one way.
  if (sealed.toString('base64url') !== $pii.c) return undefined;
  return decrypt(key, sealed, placeBytes(place))?.toString('utf8');
}

/** What nobody can work out who does not have the key: the fingerprint of something that could be guessed. */
export function keyedFingerprint(key: Buffer, text: string): string {
  return createHmac('sha256', key).update('traccia/keyed/v1\n').update(text).digest('hex');
}

/** AES-256-GCM: IV, ciphertext, tag. */
export function encrypt(key: Buffer, iv: Buffer, plain: Buffer, bound: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(bound);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What was encrypted; undefined where anything differs. */
export function decrypt(key: Buffer, sealed: Buffer, bound: Buffer): Buffer | undefined {
  if (sealed.length < IV_BYTES + TAG_BYTES) return undefined;
  const iv = sealed.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(bound);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  const begun = decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES));
  try {
    return Buffer.concat([begun, decipher.final()]);
  } catch {
    return undefined; // the tag does not fit: that is the answer
  }
}

/** Canonical JSON (RFC 8785), which for a list of texts is what JSON.stringify writes. */
function placeBytes({ stream, eventId, pointer }: TextPlace): Buffer {
  return Buffer.from(JSON.stringify(['traccia/pii/v1', stream, eventId, pointer]), 'utf8');
}
