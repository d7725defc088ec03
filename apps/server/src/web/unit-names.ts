import { currentUnit, nameOf, type OrganisationOn } from '#planning';

/**
 * What the units of a zone are called today, by their ids of any day: one that was merged is called like the one it
 * went into, one that is in no organisation by its id.
 */
export function unitNamesIn(organisation: OrganisationOn | undefined): (unitId: string) => string {
  return (unitId) => {
    const current = currentUnit(organisation, unitId);
    return (organisation && nameOf(organisation, current)) ?? current;
  };
}
