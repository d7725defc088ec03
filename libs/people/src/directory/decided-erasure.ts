/** An erasure that was decided, with what it takes to carry it out. */
export interface DecidedErasure {
  /** The fact by which it was decided, by the id of its event. */
  readonly eventId: string;
  readonly zone: string;
  /** Whose personal data: a pseudonym, `person/livornese/associazione`. */
  readonly subject: string;
  /** The commitments to the keys that are destroyed. */
  readonly keys: readonly string[];
  /** The day it was recorded, `2024-02-20`. */
  readonly on: string;
  /** The id of the person who decided it. */
  readonly by: string;
}
