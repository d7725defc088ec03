import type { RecordedEvent } from '#event-store';
import { BrokenHistory } from './broken-history.js';
import { entryOf } from './entry.js';
import { externalSealOf } from './ledger-history.js';
import type { LedgerFile, SignedCheckpoint } from './ledger-file.js';
import { leafHash, sameHash } from './merkle/hash.js';
import { rootOf } from './merkle/tree.js';
import { base64Of } from './note/base64.js';
import { checkpointText, parseCheckpoint } from './note/checkpoint.js';
import { noteText, parseNote } from './note/signed-note.js';
import type { NoteSigner } from './note/signing.js';

/** A fact may say that it is so much older than the one before it: clocks of several machines differ. */
const TIME_BACK_MS = 2_000;

/** What the sealer works with. */
export interface SealerParts {
  readonly file: LedgerFile;
  readonly origin: string;
  /** Who signs; nobody at an instance that has no key. */
  readonly signers: readonly NoteSigner[];
  readonly nowMs: () => number;
  /**
   * Whether the program never dates a fact of this stream before the one before it. Elsewhere a fact may be told
   * late, and says when it happened.
   */
  readonly isInOrder: (stream: string) => boolean;
}

/**
 * Seals facts: each becomes a leaf of the tree, and the tree is signed. The same log gives the same tree, whoever
 * seals it and whenever; what was signed once is never contradicted: rather it stops.
 */
export class Sealer {
  /** What was signed of a tree that has not grown so far yet. */
  #lastSigned: SignedCheckpoint | undefined;

  constructor(private readonly parts: SealerParts) {
    const last = parts.file.lastCheckpoint();
    if (last && last.size > parts.file.size) this.#lastSigned = last;
  }

  /** The size to which the tree must come again; undefined where it stands there already. */
  get mustComeTo(): number | undefined {
    return this.#lastSigned?.size;
  }

  /** To be called once the log was read to its end. @throws BrokenHistory when more was signed than is there */
  mustHaveCome(): void {
    if (this.#lastSigned === undefined) return;
    const { size } = this.#lastSigned;
    throw new BrokenHistory('log-shorter', `${this.parts.file.size} < ${size}`);
  }

  /** Adds facts that come next in the log, and signs, all or nothing. @throws BrokenHistory */
  sealBatch(events: readonly RecordedEvent[], signs = true): void {
    const { file } = this.parts;
    file.transaction(() => {
      for (const event of events) this.#push(event);
      if (signs) this.#sign();
    });
  }

  /** Signs the tree as it stands, unless that was done. */
  sign(): void {
    this.sealBatch([]);
  }

  #push(event: RecordedEvent): void {
    const { file } = this.parts;
    const { stream, revision, id: eventId, position } = event;
    const tail = file.tailOf(stream);
    const where = `${stream} ${revision}`;
    if (revision !== (tail?.revision ?? -1) + 1) throw new BrokenHistory('revision-gap', where);
    if (file.has(stream, eventId)) throw new BrokenHistory('id-again', where);
    const recordedMs = recordedMsOf(event);
    if (this.#isBack(stream, recordedMs, tail?.recordedMs))
      throw new BrokenHistory('time-back', where);
    this.#mustAgree(event);
    const { bytes } = entryOf(event, tail?.hash);
    file.push({ stream, revision, eventId, position, recordedMs, hash: leafHash(bytes) });
    this.#mustBeAsSigned();
  }

  /** Where a tree is made anew, it must come to what was signed of it. */
  #mustBeAsSigned(): void {
    const { file } = this.parts;
    if (this.#lastSigned === undefined || file.size < this.#lastSigned.size) return;
    const { size, note } = this.#lastSigned;
    this.#lastSigned = undefined;
    if (!sameHash(parseCheckpoint(parseNote(note).text).root, rootOf(file.subtree, size)))
      throw new BrokenHistory('log-other', `1–${size}`);
  }

  #isBack(stream: string, atMs: number | null, beforeMs: number | null | undefined): boolean {
    if (atMs === null || beforeMs === null || beforeMs === undefined) return false;
    return atMs < beforeMs - TIME_BACK_MS && this.parts.isInOrder(stream);
  }

  /** What the log says was sealed outside must be what it was. */
  #mustAgree(event: RecordedEvent): void {
    const seal = externalSealOf(event);
    if (seal === undefined) return;
    const { file } = this.parts;
    if (seal.size > file.size || base64Of(rootOf(file.subtree, seal.size)) !== seal.root)
      throw new BrokenHistory('seal-other', `${seal.kind} ${seal.reference}, ${seal.size}`);
  }

  #sign(): void {
    const { file, signers, origin, nowMs } = this.parts;
    if (signers.length === 0 || (file.lastCheckpoint()?.size ?? -1) >= file.size) return;
    const text = checkpointText({ origin, size: file.size, root: file.root() });
    const atSeconds = Math.floor(nowMs() / 1_000);
    const signatures = signers.map((signer) => signer.sign(text, atSeconds));
    file.keepCheckpoint({ size: file.size, note: noteText({ text, signatures }) });
  }
}

/** When a fact says it was recorded, in milliseconds since 1970; null where it does not say. */
function recordedMsOf({ metadata: { recordedAt } }: RecordedEvent): number | null {
  const ms = typeof recordedAt === 'string' ? Date.parse(recordedAt) : NaN;
  return Number.isNaN(ms) ? null : ms;
}
