import type { Columns } from '#spreadsheet';
import { nameOf, headOf, type OrganisationOn } from '../organisation/organisation.js';
import { unitKinds, unitOwners } from '../organisation/organisation.value-sets.js';
import type { Unit } from '../organisation/organisation.data.js';
import { optionsOf, type RowOfTable } from './schede-table.js';

/** The columns of the units of a zone. */
export const unitsColumns = {
  unitId: {
    ...{ title: 'Identificativo', kind: 'text', oneLine: true, maxLength: 63, required: true },
    ...{ example: 'anziani', note: 'Quello che portano le schede e le credenziali.' },
  },
  name: { title: 'Nome', kind: 'text', oneLine: true, maxLength: 200, required: true },
  kind: { title: 'Tipo', kind: 'choice', options: optionsOf(unitKinds), required: true },
  belongsTo: { title: 'Ente', kind: 'choice', options: optionsOf(unitOwners), required: true },
  headPersonId: {
    ...{ title: 'Responsabile', kind: 'text', oneLine: true, maxLength: 63 },
    ...{ example: 'responsabile-anziani', note: 'L’identificativo della persona, se c’è già.' },
  },
  from: { title: 'Dal', kind: 'day', required: true, note: 'Il primo giorno con questo nome.' },
} as const satisfies Columns;

/** What only exports have: how a unit stands on the day. */
export const exportedUnitsColumns = {
  ...unitsColumns,
  state: { title: 'Stato', kind: 'text', oneLine: true },
} as const satisfies Columns;

/** The title of a column, for who has to find it. */
export const titleOfUnits = (key: string): string => (unitsColumns as Columns)[key]?.title ?? key;

/** A unit as a row of an export: called and headed as on the day. */
export function rowOfUnit(unit: Unit, organisation: OrganisationOn, state: string): RowOfTable {
  const { unitId, kind, belongsTo, from } = unit;
  return {
    ...{ unitId, name: nameOf(organisation, unitId), kind, belongsTo },
    ...{ headPersonId: headOf(organisation, unitId), from, state },
  };
}
