import { HASH_BYTES } from './merkle/hash.js';
import { isIncluded } from './merkle/verify.js';
import { base64Of, bytesOfBase64 } from './note/base64.js';
import { parseCheckpoint } from './note/checkpoint.js';
import { InvalidNote, parseNote } from './note/signed-note.js';

const HEADER = 'c2sp.org/tlog-proof@v1';

/** That an entry is in a ledger, to be checked without asking anybody (C2SP tlog-proof). */
export interface TlogProof {
  readonly index: number;
  readonly proof: readonly Uint8Array[];
  /** The signed note of the checkpoint. */
  readonly checkpoint: string;
}

export function tlogProofText({ index, proof, checkpoint }: TlogProof): string {
  return [HEADER, `index ${index}`, ...proof.map(base64Of), '', checkpoint].join('\n');
}

/** @throws InvalidNote */
export function parseTlogProof(text: string): TlogProof {
  const [header, ...lines] = text.split('\n');
  if (header !== HEADER) throw new InvalidNote('It is no proof of a ledger');
  if (lines[0]?.startsWith('extra ') === true) {
    // Nobody has signed it, so it says nothing; but it must be written as it has to be.
    const [, extra = ''] = (lines.shift() ?? '').split('extra ');
    if (bytesOfBase64(extra) === undefined)
      throw new InvalidNote('What goes with it is not base64');
  }
  const blank = lines.indexOf('');
  const [at = '', ...hashes] = lines.slice(0, Math.max(0, blank));
  const [, digits] = /^index (0|[1-9][0-9]*)$/.exec(at) ?? [];
  const index = Number(digits ?? NaN);
  const proof = hashes.flatMap((each) => bytesOfBase64(each) ?? []);
  if (!Number.isSafeInteger(index) || proof.length !== hashes.length || proof.length > 63)
    throw new InvalidNote('The proof is not written as one');
  if (proof.some(({ length }) => length !== HASH_BYTES))
    throw new InvalidNote('A hash of the proof is none');
  return { index, proof, checkpoint: lines.slice(blank + 1).join('\n') };
}

/** Whether the proof is about this leaf. Who has signed the checkpoint is another question (`signedBy`). */
export function proves({ index, proof, checkpoint }: TlogProof, leaf: Uint8Array): boolean {
  const { size, root } = parseCheckpoint(parseNote(checkpoint).text);
  return isIncluded(leaf, index, size, proof, root);
}
