/** What a decision waits for before it is answered: that it cannot be rewritten any more. */
export abstract class DecisionSeal {
  /** @throws when nothing is sealed any more: then nothing is decided */
  abstract mustBeWhole(): void;

  /** Resolves once the log is sealed up to a position. @throws when that takes too long, or never will be */
  abstract sealed(position: number): Promise<void>;
}
