import { createHmac } from 'node:crypto';

/** How long a code stands (RFC 6238, 5.2). */
export const TOTP_STEP_MS = 30_000;

/** Steps before and after the present one whose code is taken as well (ASVS 5.0 6.5.5). */
export const TOTP_WINDOW_STEPS = 1;

/** Bytes of the secret shared with the app: 160 bits (RFC 4226, 4). */
export const TOTP_SECRET_BYTES = 20;

/** Digits of a code: what every app knows. */
export const TOTP_DIGITS = 6;

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Which step of 30 seconds this moment falls in. */
export function stepAt(ms: number): number {
  return Math.floor(ms / TOTP_STEP_MS);
}

/** The code of one step (RFC 6238, with the HMAC-SHA-1 that all apps know). */
export function codeAt(secret: Uint8Array, step: number, digits = TOTP_DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  // Dynamic truncation (RFC 4226, 5.3).
  const number = mac.readUInt32BE(mac.readUInt8(19) & 0xf) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** What the app reads from the picture: the key URI that the authenticator apps agreed on. */
export function otpauthUri(issuer: string, login: string, secret: Uint8Array): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(login)}`;
  const query = [
    `secret=${base32(secret)}`,
    `issuer=${encodeURIComponent(issuer)}`,
    ...['algorithm=SHA1', `digits=${TOTP_DIGITS}`, `period=${TOTP_STEP_MS / 1_000}`],
  ].join('&');
  return `otpauth://totp/${label}?${query}`;
}

/** RFC 4648, 6, without padding: what a person types where there is no camera. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => BASE32.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('');
}
