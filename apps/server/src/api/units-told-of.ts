import { standpointsOf } from '#planning';
import type { Person } from '#people';
import type { CycleReader } from './cycle-reader.js';

/**
 * The units a person may be told of: heads their own, the others all or the one they ask for.
 * @throws Problem not-allowed, cycle-not-found
 */
export async function unitsToldOf(
  reader: CycleReader,
  person: Person,
  cycleId: string,
  unitId: string | undefined,
): Promise<{ readonly unitIds?: readonly string[] }> {
  await reader.mustBeAllowed(person, 'unit-reports', cycleId);
  await reader.mustExist(cycleId);
  const [own] = standpointsOf(person, await reader.organisation(person.zone));
  const bound = own?.units;
  if (!bound) return unitId === undefined ? {} : { unitIds: [unitId] };
  return { unitIds: bound.filter((unit) => unitId === undefined || unit === unitId) };
}
