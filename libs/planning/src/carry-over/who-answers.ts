import {
  currentUnit,
  headOf,
  isClosed,
  type OrganisationOn,
} from '../organisation/organisation.js';
import type { Scheda } from '../scheda/scheda.data.js';

/** The unit that answers for a scheda, and its responsible head. */
export interface Assignee {
  readonly unitId: string;
  readonly personId: string;
}

/**
 * Who answers for a scheda in the new year: the unit its own has been merged into, and the head that has
 * now, as the register of the zone's organisation says; who answered for it last year where there is no
 * register, or it does not know better. Undefined when the unit is closed.
 */
export function whoAnswers(
  organisation: OrganisationOn | undefined,
  scheda: Pick<Scheda, 'unitId' | 'personId'>,
): Assignee | undefined {
  const unitId = currentUnit(organisation, scheda.unitId);
  if (isClosed(organisation, unitId)) return undefined;
  return { unitId, personId: headOf(organisation, unitId) ?? scheda.personId };
}
