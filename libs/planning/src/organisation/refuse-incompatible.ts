import { roleNames as names } from '#people';
import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { OrganisationData } from './organisation.data.js';
import { incompatibleWith } from './roles-of-persons.js';

/** The refusal of a role beside another one that the same person has on some of the days, where there is one. */
export function refuseIncompatible(
  ...[data, wanted]: Parameters<typeof incompatibleWith>
): Refusal | undefined {
  const other = incompatibleWith(data, wanted);
  if (!other) return undefined;
  const [role, held] = [names[wanted.role], names[other.role]];
  return refuse('roles-incompatible', {
    ...{ personId: wanted.personId, role: role.it, roleEn: role.en },
    ...{ other: held.it, otherEn: held.en, from: other.from, to: other.to ?? '…' },
  });
}

/** Why somebody cannot head a unit from a day on: who audits, or runs the system, is head of nothing. */
export function unfitHead(
  data: OrganisationData,
  personId: string,
  from: string,
): Refusal | undefined {
  return refuseIncompatible(data, { personId, role: 'UH', from });
}
