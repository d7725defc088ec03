import type { Person } from '#people';
import type { OrganisationOn } from '../organisation/organisation.js';
import { isDeactivated, keepsRoles, rolesOn } from '../organisation/roles-of-persons.js';
import { standpointsOf } from '../worklist/standpoints.js';
import type { AgendaStandpoint } from './agenda-entries.js';

/**
 * In whose places somebody looks at their own calendar today: in every role the register gives them, and in those
 * of whoever has delegated to them. Where the register keeps no roles, in the one they asked for it in. Nowhere,
 * once they are deactivated or hold no role any more.
 */
export function agendaStandpoints(
  owner: Person,
  organisation: OrganisationOn | undefined,
): readonly AgendaStandpoint[] {
  return rolesOf(owner, organisation).flatMap((person) =>
    standpointsOf(person, organisation).map(({ role, units, cycleId }) => ({
      role,
      units,
      cycleId,
    })),
  );
}

function rolesOf(owner: Person, organisation: OrganisationOn | undefined): readonly Person[] {
  if (!organisation) return [owner];
  if (isDeactivated(organisation, owner.personId)) return [];
  if (!keepsRoles(organisation.data)) return [owner];
  const { unitId: _asked, ...somebody } = owner;
  return rolesOn(organisation, owner.personId).map(({ role, unitId }) => ({
    ...somebody,
    role,
    ...(unitId !== undefined && { unitId }),
  }));
}
