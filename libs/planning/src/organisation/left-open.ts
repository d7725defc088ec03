import { currentUnit, headOf, isClosed, type OrganisationOn } from './organisation.js';

/** What somebody leaves open who has left or is suspended: for others to take over or to call back. */
export interface LeftOpen {
  /** The units they still head. */
  readonly unitIds: readonly string[];
  /** Their grants of roles that nobody revoked and whose last day has not passed. */
  readonly roleGrantIds: readonly string[];
  /** The delegations from them and to them that nobody revoked and whose last day has not passed. */
  readonly delegationsFrom: readonly string[];
  readonly delegationsTo: readonly string[];
}

/** What a person leaves open on a day. */
export function leftOpen(organisation: OrganisationOn, personId: string): LeftOpen {
  const { data, day } = organisation;
  const delegations = Object.values(data.delegations).filter(
    ({ revoked, validTo }) => revoked === undefined && day <= validTo,
  );
  return {
    unitIds: Object.keys(data.units).filter(
      (unitId) =>
        headOf(organisation, unitId) === personId &&
        currentUnit(organisation, unitId) === unitId &&
        !isClosed(organisation, unitId),
    ),
    roleGrantIds: Object.values(data.roleGrants)
      .filter((each) => each.personId === personId && !each.revoked && (each.to ?? day) >= day)
      .map(({ roleGrantId }) => roleGrantId),
    delegationsFrom: delegations
      .filter(({ fromPersonId }) => fromPersonId === personId)
      .map(({ delegationId }) => delegationId),
    delegationsTo: delegations
      .filter(({ toPersonId }) => toPersonId === personId)
      .map(({ delegationId }) => delegationId),
  };
}
