import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import { currentUnit, isClosed, unitIn, type OrganisationOn } from './organisation.js';

/**
 * Why a unit can be given nothing: it was merged or closed, or is unknown in a zone that has registered its
 * units. Undefined when it can, and where no unit is registered.
 */
export function unfitUnit(
  organisation: OrganisationOn | undefined,
  unitId: string,
): Refusal | undefined {
  if (!organisation || Object.keys(organisation.data.units).length === 0) return undefined;
  if (!unitIn(organisation.data, unitId)) return refuse('unit-not-found', { id: unitId });
  const active = currentUnit(organisation, unitId) === unitId && !isClosed(organisation, unitId);
  return active ? undefined : refuse('unit-not-active', { unit: unitId });
}
