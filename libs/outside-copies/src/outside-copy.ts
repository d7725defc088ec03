import type { ExternalSeal, SignedCheckpoint } from '#ledger';

/** What is asked of the ledger. */
export interface CopiedLedger {
  /** The last checkpoint that was signed; undefined before the first. */
  checkpoint(): SignedCheckpoint | undefined;
  /** That the tree of one size only adds to that of another. */
  consistency(from: number, to: number): readonly Uint8Array[];
}

/** One way in which a root comes to be known outside. */
export interface OutsideCopy {
  /** For whoever looks after the program; never an address of a person. */
  readonly name: string;
  /** How often, in milliseconds, where the log has grown; approvals do not wait for it. */
  readonly everyMs: number;
  /** Whether a seal is one of this way. */
  isOurs(seal: ExternalSeal): boolean;
  /**
   * Has a checkpoint kept or signed outside.
   * @param before entries of the one that was kept last in this way; 0 where none is known
   * @throws CopyFailed, which says when it makes sense to try again; HistoryConflict
   */
  make(checkpoint: SignedCheckpoint, before: number, signal: AbortSignal): Promise<ExternalSeal>;
}

/** A copy was not made; says why by a short code. It is tried again. */
export class CopyFailed extends Error {
  override readonly name = 'CopyFailed';

  constructor(
    readonly code: string,
    cause?: unknown,
  ) {
    super(`No copy was made outside: ${code}`, { cause });
  }
}

/** What somebody outside holds and what is signed here cannot both be the history. Nothing mends this by itself. */
export interface Conflict {
  /** Who holds something else. */
  readonly name: string;
  readonly code: 'other-root' | 'larger-outside' | 'not-consistent';
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Entries that whoever holds something else says to know. */
  readonly knownOutside: number;
  /** What is signed here. */
  readonly note: string;
  /** What was answered, as it came. */
  readonly answer: string;
}

/** Somebody outside remembers another history. */
export class HistoryConflict extends Error {
  override readonly name = 'HistoryConflict';

  constructor(readonly conflict: Omit<Conflict, 'name' | 'at'>) {
    super(`Somebody outside remembers another history: ${conflict.code}`);
  }
}
