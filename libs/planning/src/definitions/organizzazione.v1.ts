import type { Definition } from '#workflow';
import { organizzazioneNoticesV1 } from '../notices/registers.v1.notices.js';
import { rememberCorrections } from '../correction/correction.remember.js';
import { delegationMachineV1 } from '../organisation/delegation.v1.machine.js';
import { beginOrganisationData, type OrganisationData } from '../organisation/organisation.data.js';
import { rememberOrganisation } from '../organisation/organisation.remember.js';
import { organisationMachineV1 } from '../organisation/organisation.v1.machine.js';
import { personMachineV1 } from '../organisation/person.v1.machine.js';
import { roleGrantMachineV1 } from '../organisation/role-grant.v1.machine.js';
import { organisationValueSets } from '../organisation/organisation.value-sets.js';
import { unitMachineV1 } from '../organisation/unit.v1.machine.js';
import { spreadsheetImportMachineV1 } from '../spreadsheet/spreadsheet-import.v1.machine.js';
import { rememberSpreadsheets } from '../spreadsheet/spreadsheet.remember.js';
import type { DataOf } from '../planning-fact.js';
import { rememberAll } from '../remember.js';
import { occurredOn } from './occurred-on.js';

const parts = {
  unit: { machine: unitMachineV1, idField: 'unitId' },
  delegation: { machine: delegationMachineV1, idField: 'delegationId' },
  roleGrant: { machine: roleGrantMachineV1, idField: 'roleGrantId' },
  person: { machine: personMachineV1, idField: 'personId' },
  spreadsheetImport: { machine: spreadsheetImportMachineV1, idField: 'spreadsheetImportId' },
};

/** The organisation of a zone, version 1: a register of its units, their heads, who has which role and who acts for whom. */
export const organizzazioneV1: Definition<OrganisationData> = {
  id: 'organizzazione',
  version: 1,
  title: { it: 'Organizzazione della zona', en: 'Organisation of the zone' },
  root: organisationMachineV1,
  parts,
  documents: {
    /** Who is told of what. */
    notices: organizzazioneNoticesV1,
    /** Codes only: a better label must not alter the definition. */
    valueSets: Object.fromEntries(
      Object.entries(organisationValueSets).map(([name, set]) => [name, Object.keys(set)]),
    ),
  },
  dataVersion: 3,
  beginData: beginOrganisationData,
  remember: rememberAll<OrganisationData>(
    [organisationMachineV1, ...Object.values(parts).map(({ machine }) => machine)],
    rememberOrganisation,
    rememberSpreadsheets(unitMachineV1, 'unitId'),
    rememberCorrections,
  ),
  happened: occurredOn,
  referenceIn: (first) =>
    first.type === 'OrganisationOpened'
      ? (first as unknown as { data: DataOf<'OrganisationOpened'> }).data.definition
      : undefined,
};
