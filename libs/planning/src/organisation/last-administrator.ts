import type { OrganisationData } from './organisation.data.js';
import { everyRole, keepsRoles } from './roles-of-persons.js';

/** Whether without this person nobody would be left to grant roles, today or when the days of others end. */
export function isLastAdministrator(
  data: OrganisationData,
  personId: string,
  today: string,
): boolean {
  if (!keepsRoles(data)) return false;
  const administrators = everyRole(data).filter(
    ({ role, from, to }) => role === 'ADM' && from <= today && to === undefined,
  );
  const left = administrators.filter(
    (each) => each.personId !== personId && !Object.hasOwn(data.deactivated, each.personId),
  );
  return administrators.some((each) => each.personId === personId) && left.length === 0;
}
