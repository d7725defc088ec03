import type { Refusal } from '#workflow';
import type { PlanningFact } from '../planning-fact.js';

/** A fact of an answer, where it came to rest. */
export type AnsweredFact = PlanningFact & { readonly id: string; readonly revision: number };

/**
 * What a command comes back with. The same command id gets the same answer for ever, less the texts that
 * were redacted since.
 */
export type Answer = Recorded | Refused;

/** The wish was granted: these facts were recorded, durably. */
export interface Recorded {
  readonly kind: 'recorded';
  readonly cycleId: string;
  readonly facts: readonly AnsweredFact[];
  /** Revision of the last fact. */
  readonly revision: number;
  /** Where the log stood, at the latest, once it had the last fact: for `?after=`. */
  readonly position: number;
  /** True when this command had been answered before. */
  readonly repeated: boolean;
}

/** The domain said no; the refusal itself is recorded. */
export interface Refused {
  readonly kind: 'refused';
  readonly cycleId: string;
  readonly refusal: Refusal;
  /** The rule that said no: of the policy, or the refusal's own code. */
  readonly rule: string;
  readonly repeated: boolean;
}
