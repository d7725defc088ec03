import { createPublicKey, hash, verify } from 'node:crypto';
import type { Cryptography } from '../format/cryptography.js';

/** What stands before the raw key in a SubjectPublicKeyInfo (RFC 8410; RFC 9881). */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const ML_DSA_44_SPKI = Buffer.from('30820532300b06096086480165030403110382052100', 'hex');

/** The cryptography of Node. */
export const nodeCryptography: Cryptography = {
  sha256: (messages) => messages.map((message) => hash('sha256', message, 'buffer')),
  isEd25519: (key, message, signature) => isSigned(ED25519_SPKI, key, message, signature),
  isMlDsa44: (key, message, signature) => isSigned(ML_DSA_44_SPKI, key, message, signature),
};

function isSigned(
  prefix: Uint8Array,
  raw: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    const key = createPublicKey({
      key: Buffer.concat([prefix, raw]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, message, key, signature);
  } catch {
    return false; // a key that is no point of its curve signs nothing
  }
}
