import { base64Of, bytesOfBase64 } from './base64.js';
import { isKeyName, type VerifierKey } from './verifier-key.js';

/** One line under a note. */
export interface NoteSignature {
  readonly name: string;
  readonly keyId: number;
  /** What stands after the id of the key. */
  readonly signature: Uint8Array;
}

/** A text and who has signed it, not yet verified (C2SP signed-note). */
export interface SignedNote {
  /** Ends with a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** More lines are refused: each known one costs a verification. */
const MAX_SIGNATURES = 100;
/** Notes are small: a checkpoint with a hundred signatures of ML-DSA-44 is less. */
const MAX_CHARACTERS = 1_000_000;

/** A text is not a signed note; says why. */
export class InvalidNote extends Error {
  override readonly name = 'InvalidNote';
}

/** The note as it is sent and kept. @throws InvalidNote for a text or a name that cannot be signed */
export function noteText({ text, signatures }: SignedNote): string {
  const written = `${text}\n${signatures.map(signatureLine).join('')}`;
  parseNote(written);
  return written;
}

/** `— name base64(id, signature)` */
export function signatureLine({ name, keyId, signature }: NoteSignature): string {
  const id = Buffer.alloc(4);
  id.writeUInt32BE(keyId);
  return `— ${name} ${base64Of(Buffer.concat([id, signature]))}\n`;
}

/** @throws InvalidNote */
export function parseNote(note: string): SignedNote {
  if (note.length > MAX_CHARACTERS) throw new InvalidNote('It is too long');
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  if (!note.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/.test(note))
    throw new InvalidNote('It holds what no note may hold');
  const split = note.lastIndexOf('\n\n');
  if (split === -1) throw new InvalidNote('Text and signatures are not apart');
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2).split('\n');
  if (lines.pop() !== '') throw new InvalidNote('It ends within a line');
  if (lines.length === 0) throw new InvalidNote('Nobody has signed it');
  if (lines.length > MAX_SIGNATURES) throw new InvalidNote('Too many have signed it');
  return { text, signatures: lines.map(parseSignature) };
}

/** @throws InvalidNote */
function parseSignature(line: string): NoteSignature {
  const [dash, name = '', encoded = '', ...rest] = line.split(' ');
  const bytes = bytesOfBase64(encoded);
  if (
    dash !== '—' ||
    !isKeyName(name) ||
    rest.length > 0 ||
    bytes === undefined ||
    bytes.length < 5
  )
    throw new InvalidNote('A line under it is not that of a signature');
  const keyId = Buffer.from(bytes).readUInt32BE(0);
  return { name, keyId, signature: bytes.subarray(4) };
}

/** The line of a key, if it has signed. Of several the first: the same key says one thing. */
export function signatureOf(note: SignedNote, key: VerifierKey): NoteSignature | undefined {
  return note.signatures.find(({ name, keyId }) => name === key.name && keyId === key.id);
}
