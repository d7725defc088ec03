import { createPublicKey, type KeyObject } from 'node:crypto';
import { sha256 } from '../merkle/hash.js';
import { base64Of, bytesOfBase64 } from './base64.js';
import {
  isSignatureType,
  publicKeyBytes,
  signatureTypes,
  type SignatureType,
} from './signature-type.js';

/** A key with which whoever reads a note sees that somebody has signed it (C2SP signed-note, verifier keys). */
export interface VerifierKey {
  /** Whose it is. For a log, its origin. */
  readonly name: string;
  /** The first four bytes of a hash of name and key: finds the key, and proves nothing. */
  readonly id: number;
  readonly type: SignatureType;
  readonly publicKey: Uint8Array;
}

/** A text is not a verifier key; says why. */
export class InvalidVerifierKey extends Error {
  override readonly name = 'InvalidVerifierKey';
}

/** A name as notes allow it: not empty, without spaces, plus signs and control characters. */
export function isKeyName(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  return name !== '' && name.isWellFormed() && !/[\s+\u0000-\u001f\u007f\u0085]/u.test(name);
}

/** The key of a name. @throws InvalidVerifierKey for a name or a length that cannot be */
export function verifierKey(name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new InvalidVerifierKey(`«${name}» cannot be the name of a key`);
  if (publicKey.length !== publicKeyBytes[type]) {
    throw new InvalidVerifierKey(
      `A public key of type ${type} has ${publicKeyBytes[type]} bytes, not ${publicKey.length}`,
    );
  }
  return { name, id: idOf(name, type, publicKey), type, publicKey: Uint8Array.from(publicKey) };
}

/** `name+id+key`, as it is printed and handed out. */
export function verifierKeyText({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id.toString(16).padStart(8, '0')}+${base64Of(Buffer.concat([Uint8Array.of(type), publicKey]))}`;
}

/** @throws InvalidVerifierKey for everything that is not exactly what `verifierKeyText` writes */
export function parseVerifierKey(text: string): VerifierKey {
  const [name = '', id = '', ...rest] = text.split('+');
  const bytes = bytesOfBase64(rest.join('+')); // base64 may hold plus signs, the other two cannot
  const type = bytes?.[0];
  if (bytes === undefined || type === undefined || !isSignatureType(type))
    throw new InvalidVerifierKey('It is not name+id+key with a key of a known type');
  const key = verifierKey(name, type, bytes.subarray(1));
  if (verifierKeyText(key) !== text)
    throw new InvalidVerifierKey(`The id ${id} is not that of the key`);
  return key;
}

/** The key as Node has it. */
export function publicKeyObject({ type, publicKey }: VerifierKey): KeyObject {
  const prefix = type === signatureTypes.mlDsa44Cosignature ? ML_DSA_44_SPKI : ED25519_SPKI;
  return createPublicKey({ key: Buffer.concat([prefix, publicKey]), format: 'der', type: 'spki' });
}

/** The public bytes of a key of Node, without what says what it is. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const prefix = [ED25519_SPKI, ML_DSA_44_SPKI].find((each) => der.indexOf(each) === 0);
  if (!prefix) throw new InvalidVerifierKey('It is neither an Ed25519 nor an ML-DSA-44 key');
  return Uint8Array.from(der.subarray(prefix.length));
}

/** What stands before the raw key in a SubjectPublicKeyInfo (RFC 8410; RFC 9881). */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const ML_DSA_44_SPKI = Buffer.from('30820532300b060960864801650304031103820521' + '00', 'hex');

function idOf(name: string, type: SignatureType, publicKey: Uint8Array): number {
  const digest = sha256(Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(type), publicKey]));
  return Buffer.from(digest).readUInt32BE(0);
}
