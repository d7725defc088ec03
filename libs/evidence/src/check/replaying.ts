import type { SealedFact } from './entry.js';
import type { Finding, Standing } from './report.js';

/** What came of reading a fact again: something is wrong with it, or it could not be done here. */
export interface Replayed extends Finding {
  readonly cannot?: true;
}

/**
 * Reads the facts of cycles and registers again, as the program did that wrote them. Handed in: it needs the
 * engine, and everything else of a verifier does not.
 */
export interface Replaying {
  /** Whether facts of this type decide something. */
  isDecision(type: string): boolean;
  /** The next fact of a stream that is here from its first. @returns nothing where all is well */
  next(fact: SealedFact): readonly Replayed[];
  /** Where everything stands after the last. */
  standings(): readonly Standing[];
}
