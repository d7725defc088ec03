import {
  currentUnit,
  headOf,
  isClosed,
  type OrganisationOn,
} from '../organisation/organisation.js';
import type { ClosedUnit } from './closed-units.js';
import type { Scheda } from '../scheda/scheda.data.js';

/** The unit that answers for a scheda, and its responsible head. */
export interface Assignee {
  readonly unitId: string;
  readonly personId: string;
}

/**
 * Who answers for a scheda in the new year: the unit its own has been merged into, and the head that has
 * now, as the register of the zone's organisation says; who answered for it last year where there is no
 * register, or it does not know better. Of a closed unit, the one that is to answer in its place; undefined
 * where none is.
 */
export function whoAnswers(
  organisation: OrganisationOn | undefined,
  scheda: Pick<Scheda, 'unitId' | 'personId'>,
  closedUnits: readonly ClosedUnit[] = [],
): Assignee | undefined {
  const unitId = currentUnit(organisation, scheda.unitId);
  if (isClosed(organisation, unitId)) {
    const given = closedUnits.find((each) => currentUnit(organisation, each.unitId) === unitId);
    if (!given) return undefined;
    const { toUnitId, toPersonId } = given;
    return { unitId: toUnitId, personId: headOf(organisation, toUnitId) ?? toPersonId };
  }
  return { unitId, personId: headOf(organisation, unitId) ?? scheda.personId };
}
