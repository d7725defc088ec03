import type { SealedFact } from './entry.js';
import type { Finding, Standing } from './report.js';

/**
 * Reads the facts of cycles and registers again, as the program did that wrote them. Handed in: it needs the
 * engine, and everything else of a verifier does not.
 */
export interface Replaying {
  /** Whether facts of this type decide something. */
  isDecision(type: string): boolean;
  /** The next fact of a stream that is here from its first. @returns what is wrong with it */
  next(fact: SealedFact): readonly Finding[];
  /** Where everything stands after the last. */
  standings(): readonly Standing[];
}
