import {
  currentUnit,
  isClosed,
  nameOf,
  type OrganisationOn,
} from '../organisation/organisation.js';
import type { Named } from './find-named.js';

/** The programmes of a cycle, as a person may name them. */
export function namedProgrammes(data: {
  readonly programmes: Readonly<
    Record<string, { readonly programmeId: string; readonly name: string }>
  >;
}): readonly Named[] {
  return Object.values(data.programmes).map(({ programmeId: id, name }) => ({ id, name }));
}

/** Every unit that the zone has registered, the ended ones too; none where it keeps no register. */
export function namedUnits(organisation: OrganisationOn | undefined): readonly Named[] {
  if (!organisation) return [];
  return Object.keys(organisation.data.units).map((id) => namedUnit(organisation, id));
}

/** A unit as it is called on the day. */
export function namedUnit(organisation: OrganisationOn | undefined, id: string): Named {
  return { id, name: (organisation && nameOf(organisation, id)) ?? '' };
}

/** The units that can be given something. */
export function activeUnits(organisation: OrganisationOn | undefined): readonly Named[] {
  return namedUnits(organisation).filter(
    ({ id }) => currentUnit(organisation, id) === id && !isClosed(organisation, id),
  );
}
