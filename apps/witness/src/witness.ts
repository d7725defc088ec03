import {
  EMPTY_ROOT,
  InvalidNote,
  isConsistent,
  noteText,
  sameHash,
  signatureLine,
  signedBy,
  type Checkpoint,
  type NoteSigner,
  type SignedNote,
  type VerifierKey,
} from '#ledger';
import {
  InvalidRequest,
  parseAddCheckpoint,
  type AddCheckpoint,
} from './add-checkpoint.request.js';
import type { Seen, WitnessMemory } from './witness-memory.js';

/** What a witness answers, in the words of HTTP. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  /** Whether the body is the size that the witness knows (`text/x.tlog.size`). */
  readonly isSize?: true;
}

/** What a witness works with. */
export interface WitnessParts {
  /** The keys of the logs it knows, which are named by their origin; a log that changes its key has two. */
  readonly logs: readonly VerifierKey[];
  readonly memory: WitnessMemory;
  readonly signer: Pick<NoteSigner, 'sign'>;
  readonly nowMs: () => number;
  /** Is told of a log that has signed two histories. */
  readonly alarm: (origin: string) => void;
}

/**
 * A witness of C2SP tlog-witness: it cosigns a checkpoint of a log it knows if that only adds to whatever it has
 * cosigned of that log before. So who holds a cosigned checkpoint knows that everybody was shown the same history.
 */
export class Witness {
  constructor(private readonly parts: WitnessParts) {}

  /** @param body of `POST add-checkpoint` */
  addCheckpoint(body: Uint8Array): WitnessAnswer {
    let asked: AddCheckpoint;
    try {
      asked = parseAddCheckpoint(body);
    } catch (error) {
      if (!(error instanceof InvalidRequest || error instanceof InvalidNote)) throw error;
      return { status: 400, body: `${error.message}\n` };
    }
    const { checkpoint, note, oldSize } = asked;
    const keys = this.parts.logs.filter(({ name }) => name === checkpoint.origin);
    if (keys.length === 0) return { status: 404, body: 'This log is not known here\n' };
    if (!isSignedByOne(note, keys))
      return { status: 403, body: 'No key that is known of this log has signed it\n' };
    if (oldSize > checkpoint.size)
      return { status: 400, body: 'The old size is larger than the new one\n' };
    const refused = this.parts.memory.atOnce(() => this.#refuseOrRemember(asked));
    return refused ?? { status: 200, body: this.#cosigned(note) };
  }

  /** Undefined when the checkpoint is the one to remember, and is remembered. */
  #refuseOrRemember({
    oldSize,
    proof,
    checkpoint,
    note,
  }: AddCheckpoint): WitnessAnswer | undefined {
    const { memory, alarm } = this.parts;
    const { origin, size } = checkpoint;
    const seen = memory.seen(origin) ?? { size: 0, root: EMPTY_ROOT };
    const conflict = { status: 409, body: `${seen.size}\n`, isSize: true } as const;
    if (oldSize !== seen.size) return conflict;
    if (size === seen.size && !sameHash(checkpoint.root, seen.root)) {
      memory.keepFork(origin, noteText(note));
      alarm(origin);
      return conflict;
    }
    if (!addsTo(seen, checkpoint, proof))
      return { status: 422, body: 'The proof does not lead from the old size to the new one\n' };
    memory.remember(origin, checkpoint, noteText(note));
    return undefined;
  }

  #cosigned({ text }: SignedNote): string {
    const { signer, nowMs } = this.parts;
    return signatureLine(signer.sign(text, Math.floor(nowMs() / 1_000)));
  }
}

/** Lines of keys that are not known are of no concern; one that is none of a known key spoils the note. */
function isSignedByOne(note: SignedNote, keys: readonly VerifierKey[]): boolean {
  try {
    return signedBy(note, keys).length > 0;
  } catch (error) {
    if (!(error instanceof InvalidNote)) throw error;
    return false;
  }
}

/** To nothing every checkpoint adds, without a proof. */
function addsTo(seen: Seen, { size, root }: Checkpoint, proof: readonly Uint8Array[]): boolean {
  if (seen.size > 0) return isConsistent(seen.size, size, proof, seen.root, root);
  return proof.length === 0 && (size > 0 || sameHash(root, EMPTY_ROOT));
}
