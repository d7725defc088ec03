import { base64Of, bytesOf, bytesOfBase64, bigEndian, joined, sameBytes } from './bytes.js';
import { sha256Of, type Cryptography } from './cryptography.js';

/** The types of keys that C2SP signed-note and tlog-cosignature know, as far as they are used here. */
export const keyTypes = { ed25519: 1, cosignature: 4, mlDsa44Cosignature: 6 } as const;
const keyBytes: Readonly<Record<number, number>> = { 1: 32, 4: 32, 6: 1312 };

/** A key with which somebody's signatures are checked: `name+id+key`. */
export interface VerifierKey {
  readonly name: string;
  /** Four bytes that find the signature line of the key, and prove nothing. */
  readonly id: Uint8Array;
  readonly type: number;
  readonly key: Uint8Array;
  /** As it is written and printed. */
  readonly text: string;
}

/** A text that was signed, with its signature lines (C2SP signed-note). */
export interface Note {
  /** With the line end of its last line. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

interface NoteSignature {
  readonly name: string;
  readonly id: Uint8Array;
  readonly signature: Uint8Array;
}

/** @returns undefined for what is not exactly a signed note */
export function readNote(written: string): Note | undefined {
  const split = written.lastIndexOf('\n\n');
  if (split === -1 || !written.endsWith('\n')) return undefined;
  const lines = written.slice(split + 2, -1).split('\n');
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [, name, encoded] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
    const bytes = encoded === undefined ? undefined : bytesOfBase64(encoded);
    if (name === undefined || bytes === undefined || bytes.length < 5) return undefined;
    signatures.push({ name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) });
  }
  return { text: written.slice(0, split + 1), signatures };
}

/** @returns undefined for what is not exactly a verifier key of a type that is known here */
export async function readVerifierKey(
  text: string,
  cryptography: Cryptography,
): Promise<VerifierKey | undefined> {
  const [, name = '', hexId = '', encoded = ''] =
    /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? [];
  const bytes = bytesOfBase64(encoded);
  const type = bytes?.[0];
  if (bytes === undefined || type === undefined || keyBytes[type] !== bytes.length - 1)
    return undefined;
  const hash = await sha256Of(cryptography, joined(bytesOf(`${name}\n`), bytes));
  const id = hash.subarray(0, 4);
  const expected = Array.from(id, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return expected === hexId ? { name, id, type, key: bytes.subarray(1), text } : undefined;
}

/** What a signature line of a key was found to be. */
export interface Signed {
  readonly key: VerifierKey;
  /** When it was signed, in milliseconds since 1970 (UTC); only a cosignature says so. */
  readonly atMs?: number;
}

/**
 * Which of these keys have signed the note.
 * @returns the good signatures, and the names of keys whose line does not fit
 */
export async function signaturesOf(
  note: Note,
  keys: readonly VerifierKey[],
  cryptography: Cryptography,
): Promise<{ readonly good: readonly Signed[]; readonly bad: readonly string[] }> {
  const good: Signed[] = [];
  const bad: string[] = [];
  for (const key of keys) {
    const line = note.signatures.find(({ name, id }) => name === key.name && sameBytes(id, key.id));
    if (line === undefined) continue;
    const signed = await checked(note.text, key, line.signature, cryptography);
    if (signed === undefined) bad.push(key.name);
    else if (signed !== 'unknown') good.push(signed);
  }
  return { good, bad };
}

const TIME_BYTES = 8;

async function checked(
  text: string,
  key: VerifierKey,
  signature: Uint8Array,
  { isEd25519, isMlDsa44 }: Cryptography,
): Promise<Signed | 'unknown' | undefined> {
  if (key.type === keyTypes.ed25519) {
    if (signature.length !== 64) return undefined;
    return (await isEd25519(key.key, bytesOf(text), signature)) ? { key } : undefined;
  }
  if (signature.length <= TIME_BYTES) return undefined;
  const seconds = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  if (seconds > BigInt(Number.MAX_SAFE_INTEGER) / 1_000n) return undefined;
  const raw = signature.subarray(TIME_BYTES);
  const signed = { key, atMs: Number(seconds) * 1_000 };
  if (key.type === keyTypes.cosignature) {
    const message = bytesOf(`cosignature/v1\ntime ${seconds}\n${text}`);
    return raw.length === 64 && (await isEd25519(key.key, message, raw)) ? signed : undefined;
  }
  if (isMlDsa44 === undefined) return 'unknown';
  const message = subtreeMessage(key.name, text, Number(seconds));
  return message && (await isMlDsa44(key.key, message, raw)) ? signed : undefined;
}

/** What an ML-DSA-44 key signs of a checkpoint (C2SP tlog-cosignature). */
function subtreeMessage(name: string, text: string, seconds: number): Uint8Array | undefined {
  const checkpoint = readCheckpoint(text);
  if (checkpoint === undefined) return undefined;
  const [named, origin] = [bytesOf(name), bytesOf(checkpoint.origin)];
  if (named.length > 255 || origin.length > 255) return undefined;
  return joined(
    ...[bytesOf('subtree/v1\n\0'), Uint8Array.of(named.length), named, bigEndian(seconds)],
    ...[Uint8Array.of(origin.length), origin, bigEndian(0), bigEndian(checkpoint.size)],
    checkpoint.root,
  );
}

/** What a log says of itself (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  /** Entries. */
  readonly size: number;
  readonly root: Uint8Array;
}

/** @returns undefined for a text that is not exactly a checkpoint */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', written = '', encoded = '', ...rest] = text.split('\n');
  const size = /^(0|[1-9][0-9]*)$/.test(written) ? Number(written) : NaN;
  const root = bytesOfBase64(encoded);
  if (origin === '' || !Number.isSafeInteger(size) || root?.length !== 32) return undefined;
  if (rest.length !== 1 || rest[0] !== '') return undefined;
  return { origin, size, root };
}

/** The text that is signed of a checkpoint. */
export function checkpointBody({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64Of(root)}\n`;
}
