import {
  bytesOfBase64,
  parseCheckpoint,
  parseNote,
  type Checkpoint,
  type SignedNote,
} from '#ledger';

/** What somebody asks a witness for (C2SP tlog-witness): to cosign a checkpoint that adds to an older one. */
export interface AddCheckpoint {
  /** Entries of the checkpoint that the witness is believed to know. */
  readonly oldSize: number;
  /** That the new one only adds to it. */
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: Checkpoint;
  readonly note: SignedNote;
}

/** More hashes no tree needs whose size has 64 bits. */
const MAX_PROOF_LINES = 63;
const HASH_BYTES = 32;

/** A request is not written as one; says why. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
}

/** @throws InvalidRequest, InvalidNote */
export function parseAddCheckpoint(body: Uint8Array): AddCheckpoint {
  const text = textOf(body);
  const blank = text.indexOf('\n\n');
  if (blank === -1) throw new InvalidRequest('No empty line stands before the checkpoint');
  const [old = '', ...lines] = text.slice(0, blank).split('\n');
  const [, digits] = /^old (0|[1-9][0-9]*)$/.exec(old) ?? [];
  const oldSize = Number(digits ?? NaN);
  if (!Number.isSafeInteger(oldSize)) throw new InvalidRequest('It does not begin with a size');
  if (lines.length > MAX_PROOF_LINES) throw new InvalidRequest('The proof is too long');
  const proof = lines.map(hashOf);
  const note = parseNote(text.slice(blank + 2));
  return { oldSize, proof, checkpoint: parseCheckpoint(note.text), note };
}

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch (error) {
    throw new InvalidRequest('It is not UTF-8', { cause: error });
  }
}

function hashOf(line: string): Uint8Array {
  const hash = bytesOfBase64(line);
  if (hash?.length !== HASH_BYTES) throw new InvalidRequest('A line of the proof is no hash');
  return hash;
}
