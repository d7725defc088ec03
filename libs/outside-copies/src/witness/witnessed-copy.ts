import {
  base64Of,
  InvalidNote,
  parseNote,
  signedBy,
  verifierKeyText,
  type ExternalSeal,
  type SignedCheckpoint,
  type VerifierKey,
} from '#ledger';
import {
  callOutside,
  OutsideSilent,
  type OutsideAnswer,
  type OutsideCall,
} from '../call-outside.js';
import {
  CopyFailed,
  HistoryConflict,
  type Conflict,
  type CopiedLedger,
  type OutsideCopy,
} from '../outside-copy.js';
import type { Reach } from '../reach.js';
import { sealOf } from '../seal-of.js';

/** Somebody who witnesses our ledger. */
export interface WitnessSettings {
  /** With which their cosignatures are checked. */
  readonly key: VerifierKey;
  /** The submission prefix, without a slash at its end. */
  readonly url: string;
}

interface WitnessedCopyParts {
  readonly witness: WitnessSettings;
  readonly ledger: CopiedLedger;
  readonly reach: Reach;
  /** Milliseconds since 1970, UTC. */
  readonly nowMs: () => number;
  /** How the call is made; only a test makes it otherwise. */
  readonly call?: Partial<OutsideCall>;
}

const HOUR_MS = 3_600_000;
/** Clocks of a witness and of ours may differ by so much. */
const TOLERANCE_MS = 10 * 60_000;
/** A size, or a few lines of signatures. */
const MAX_ANSWER_BYTES = 64 * 1024;
/** Somebody else may ask in our name at the same time. */
const MAX_QUESTIONS = 4;

/** Has a witness cosign (C2SP tlog-witness). */
export class WitnessedCopy implements OutsideCopy {
  readonly everyMs = HOUR_MS;
  readonly #reference: string;
  /** The size that a witness has said to know while we had signed less, when it last said so. */
  #ahead: number | undefined;

  constructor(private readonly parts: WitnessedCopyParts) {
    this.#reference = verifierKeyText(parts.witness.key);
  }

  get name(): string {
    return this.parts.witness.key.name;
  }

  isOurs({ kind, reference }: ExternalSeal): boolean {
    return kind === 'witness' && reference === this.#reference;
  }

  async make(
    checkpoint: SignedCheckpoint,
    before: number,
    signal: AbortSignal,
  ): Promise<ExternalSeal> {
    const { note, size } = checkpoint;
    let known = Math.min(before, size);
    for (let question = 0; question < MAX_QUESTIONS; question++) {
      const answer = await this.#ask(known, checkpoint, signal);
      const { status, body } = answer;
      if (status === 200) {
        this.#ahead = undefined;
        return this.#sealed(checkpoint, body.toString());
      }
      const conflict = (code: Conflict['code'], knownOutside: number): HistoryConflict =>
        new HistoryConflict({ code, knownOutside, note, answer: `${status} ${body.toString()}` });
      // From the size it has told us itself.
      if (status === 422 && question > 0) throw conflict('not-consistent', known);
      if (status === 422 && known > 0) {
        known = 0; // so that it says which size it knows
        continue;
      }
      if (status !== 409) throw new CopyFailed(refusals[status] ?? `http-${status}`);
      const told = sizeIn(answer);
      if (told === size && known === size) throw conflict('other-root', told);
      if (told > size) this.#mustNotBeAhead(told, () => conflict('larger-outside', told));
      known = told;
    }
    throw new CopyFailed('too-many-at-once');
  }

  async #ask(
    known: number,
    { note, size }: SignedCheckpoint,
    signal: AbortSignal,
  ): Promise<OutsideAnswer> {
    const { witness, ledger, reach, call } = this.parts;
    const proof = ledger.consistency(known, size).map(base64Of);
    try {
      return await callOutside({
        ...{ reach, signal, url: new URL(`${witness.url}/add-checkpoint`) },
        contentType: 'text/plain; charset=utf-8',
        body: [`old ${known}`, ...proof, '', note].join('\n'),
        maxAnswerBytes: MAX_ANSWER_BYTES,
        ...call,
      });
    } catch (error) {
      if (error instanceof OutsideSilent) throw new CopyFailed(error.code, error);
      throw error;
    }
  }

  /**
   * Another instance may have signed more a moment ago than this one has seen. When the same is still so at the next
   * attempt, the log is shorter than it was.
   */
  #mustNotBeAhead(told: number, conflict: () => HistoryConflict): never {
    if (this.#ahead !== undefined) throw conflict();
    this.#ahead = told;
    throw new CopyFailed('witness-ahead');
  }

  #sealed(checkpoint: SignedCheckpoint, lines: string): ExternalSeal {
    const { witness, nowMs } = this.parts;
    const evidence = checkpoint.note + lines;
    const [signed] = signaturesOn(evidence, witness.key);
    if (signed?.atSeconds === undefined) throw new CopyFailed('not-cosigned');
    const atMs = signed.atSeconds * 1_000;
    if (Math.abs(atMs - nowMs()) > TOLERANCE_MS) throw new CopyFailed('time-off');
    return sealOf(checkpoint, { kind: 'witness', reference: this.#reference, evidence, atMs });
  }
}

/** What the refusals of a witness mean, by their status. */
const refusals: Readonly<Record<number, string>> = {
  400: 'not-understood',
  403: 'key-not-known',
  404: 'log-not-known',
};

function signaturesOn(note: string, key: VerifierKey): ReturnType<typeof signedBy> {
  try {
    return signedBy(parseNote(note), [key]);
  } catch (error) {
    if (error instanceof InvalidNote) throw new CopyFailed('not-cosigned', error);
    throw error;
  }
}

/** @throws CopyFailed when what a witness answers with 409 is no size */
function sizeIn({ contentType, body }: OutsideAnswer): number {
  const [, digits] = /^(0|[1-9][0-9]{0,15})\n$/.exec(body.toString('latin1')) ?? [];
  const size = Number(digits ?? NaN);
  if (contentType !== 'text/x.tlog.size' || !Number.isSafeInteger(size))
    throw new CopyFailed('not-understood');
  return size;
}
