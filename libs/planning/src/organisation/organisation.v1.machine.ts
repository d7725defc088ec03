import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** The register of the organisation of a zone: it is opened once and kept from then on. */
export const organisationMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'organizzazione',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: named('non ancora aperto', 'not yet opened'),
      on: { OrganisationOpened: 'kept' },
    },
    kept: {
      meta: named('tenuto', 'kept'),
      on: {
        ...permits('UnitAdded', 'UnitRenamed', 'UnitHeadChanged', 'UnitMerged', 'UnitClosed'),
        ...permits('DelegationGranted', 'DelegationRevoked'),
        ...permits('RoleGranted', 'RoleRevoked', 'PersonDeactivated', 'PersonReactivated'),
        ...permits('OfficeSeatSet', 'OfficeClosureAdded', 'OfficeClosureWithdrawn'),
        ...permits('PersonErased'),
        ...permits('SpreadsheetImported', 'SpreadsheetImportUndone'),
        ...permits('RecordCorrected', 'TextRedacted'),
      },
    },
  },
});
