import {
  currentUnit,
  isClosed,
  reads,
  standpointsOf,
  type AgendaStandpoint,
  type OrganisationOn,
} from '#planning';
import type { Person } from '#people';
import { unitNamesIn } from '../../unit-names.js';

/** Whose deadlines are shown: those that concern one’s role or all, of every unit or of one. */
export interface ChosenWhose {
  readonly di: 'mie' | 'tutte' | undefined;
  readonly unita: string | undefined;
}

/** A unit whose deadlines can be looked at alone. */
export interface UnitToChoose {
  readonly unitId: string;
  readonly name: string;
}

/** Whether somebody may look at deadlines that do not concern them: whoever reads the schede reads them. */
export const mayChooseWhose = (person: Person): boolean => reads(person.role, 'schede');

/** The units somebody may choose among: heads their own, as in the reports on schede; others all, or none. */
export function unitsToChoose(
  person: Person,
  organisation: OrganisationOn | undefined,
): readonly UnitToChoose[] {
  if (!reads(person.role, 'unit-reports')) return [];
  const [own] = standpointsOf(person, organisation);
  const open = Object.keys(organisation?.data.units ?? {}).filter(
    (unitId) => currentUnit(organisation, unitId) === unitId && !isClosed(organisation, unitId),
  );
  const nameOf = unitNamesIn(organisation);
  return (own?.units ?? open)
    .map((unitId) => ({ unitId, name: nameOf(unitId) }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'it'));
}

/**
 * In whose place an agenda is looked at; undefined for one’s own places. What nobody offered is one’s own.
 * @param units those that can be chosen
 */
export function chosenStandpoints(
  person: Person,
  { di, unita }: ChosenWhose,
  units: readonly UnitToChoose[],
): readonly AgendaStandpoint[] | undefined {
  if (!mayChooseWhose(person)) return undefined;
  const unit = units.find(({ unitId }) => unitId === unita);
  if (di !== 'tutte' && unit === undefined) return undefined;
  // The director sees a cycle as a whole.
  const role = di === 'tutte' ? 'DIR' : person.role;
  return [{ role, units: unit === undefined ? null : [unit.unitId], cycleId: null }];
}
