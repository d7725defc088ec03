import type { Envelope } from '../envelope.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';

/** What a witness makes of each type of fact. */
export type Testimony = {
  readonly [Type in PlanningFact['type']]?: (data: DataOf<Type>, envelope: Envelope) => void;
};
