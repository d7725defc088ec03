import type { Refusal } from '#workflow';
import { IsDirectoryId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { currentUnit, isClosed, type OrganisationOn } from '../organisation/organisation.js';
import { unfitUnit } from '../organisation/unfit-unit.js';

/** A unit that was closed, and who answers for its schede in the new year. */
export class ClosedUnit {
  /** The closed one. */
  @IsDirectoryId()
  readonly unitId!: string;

  @IsDirectoryId()
  readonly toUnitId!: string;

  /** The head responsible; where the register knows one of that unit, it is that one. */
  @IsDirectoryId()
  readonly toPersonId!: string;
}

/** Why others cannot answer for these units: one of them is not closed, or is given to none that is active. */
export function unfitClosedUnits(
  closedUnits: readonly ClosedUnit[],
  organisation: OrganisationOn | undefined,
): Refusal | undefined {
  for (const { unitId, toUnitId } of closedUnits) {
    if (!isClosed(organisation, currentUnit(organisation, unitId))) {
      return refuse('unit-not-closed', { unit: unitId });
    }
    const unfit = unfitUnit(organisation, toUnitId);
    if (unfit) return unfit;
  }
  return undefined;
}
