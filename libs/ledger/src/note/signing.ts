import { sign, verify, type KeyObject } from 'node:crypto';
import { parseCheckpoint } from './checkpoint.js';
import { InvalidNote, signatureOf, type NoteSignature, type SignedNote } from './signed-note.js';
import {
  signatureBytes,
  signatureTypes,
  TIME_BYTES,
  type SignatureType,
} from './signature-type.js';
import { publicKeyObject, rawPublicKey, verifierKey, type VerifierKey } from './verifier-key.js';

/** Whoever signs: a log or a witness. The key itself goes nowhere. */
export class NoteSigner {
  readonly key: VerifierKey;
  readonly #privateKey: KeyObject;

  /** @throws InvalidVerifierKey when the key is not of the type */
  constructor(name: string, type: SignatureType, privateKey: KeyObject) {
    this.#privateKey = privateKey;
    this.key = verifierKey(name, type, rawPublicKey(privateKey));
  }

  /**
   * The line of this key under a text.
   * @param atSeconds since 1970; what a cosignature says of when. Without meaning for a plain signature
   * @throws InvalidNote when a cosignature is asked for something that is no checkpoint
   */
  sign(text: string, atSeconds: number): NoteSignature {
    const { name, id: keyId, type } = this.key;
    const time = BigInt(atSeconds);
    const signature = sign(null, signedMessage(this.key, text, time), this.#privateKey);
    if (type === signatureTypes.ed25519) return { name, keyId, signature };
    return { name, keyId, signature: Buffer.concat([timeBytes(time), signature]) };
  }
}

/** A key that has signed, and when it says so. */
export interface Signed {
  readonly key: VerifierKey;
  /** Seconds since 1970; only cosignatures say when. */
  readonly atSeconds?: number;
}

/**
 * Which of some known keys have signed a note. Lines of keys that are not known say nothing.
 * @throws InvalidNote when the line of a known key is not its signature: somebody has altered the note
 */
export function signedBy(note: SignedNote, keys: readonly VerifierKey[]): readonly Signed[] {
  return keys.flatMap((key) => {
    const line = signatureOf(note, key);
    return line ? [verified(note.text, key, line)] : [];
  });
}

function verified(text: string, key: VerifierKey, { signature }: NoteSignature): Signed {
  const forged = new InvalidNote(`The signature of ${key.name} is not over this text`);
  if (signature.length !== signatureBytes[key.type]) throw forged;
  const hasTime = key.type !== signatureTypes.ed25519;
  const time = hasTime ? Buffer.from(signature).readBigUInt64BE(0) : 0n;
  const raw = hasTime ? signature.subarray(TIME_BYTES) : signature;
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) throw forged;
  if (!verify(null, signedMessage(key, text, time), publicKeyObject(key), raw)) throw forged;
  return { key, ...(hasTime && { atSeconds: Number(time) }) };
}

/** What the key signs of a text (C2SP signed-note; C2SP tlog-cosignature). */
function signedMessage({ name, type }: VerifierKey, text: string, time: bigint): Uint8Array {
  switch (type) {
    case signatureTypes.ed25519:
      return Buffer.from(text);
    case signatureTypes.ed25519Cosignature:
      return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
    case signatureTypes.mlDsa44Cosignature:
      return cosignedMessage(name, text, time);
  }
}

function cosignedMessage(name: string, text: string, time: bigint): Uint8Array {
  const { origin, size, root } = parseCheckpoint(text);
  return Buffer.concat([
    Buffer.from('subtree/v1\n\0'),
    withLength(name),
    timeBytes(time),
    withLength(origin),
    timeBytes(0n),
    timeBytes(BigInt(size)),
    root,
  ]);
}

function withLength(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  if (bytes.length === 0 || bytes.length > 255) throw new InvalidNote('A name has 1 to 255 bytes');
  return Buffer.concat([Uint8Array.of(bytes.length), bytes]);
}

/** Eight bytes, the highest first. */
function timeBytes(number: bigint): Uint8Array {
  const bytes = Buffer.alloc(TIME_BYTES);
  bytes.writeBigUInt64BE(number);
  return bytes;
}
