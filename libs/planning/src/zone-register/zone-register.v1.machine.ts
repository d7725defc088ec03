import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** The register of a zone is opened once and then kept for ever: things begin in it, each with its own life. */
export const zoneRegisterMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'zoneRegister',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: named('non aperto', 'not opened'), on: { ZoneRegisterOpened: 'kept' } },
    kept: {
      meta: named('tenuto', 'kept'),
      on: {
        ...permits(
          'CoDesignRowAdded',
          'FundedProjectAdded',
          'DocumentRegistered',
          'QuestionRaised',
        ),
        ...permits('SpreadsheetImported', 'SpreadsheetImportUndone'),
        ...permits('RecordCorrected', 'TextRedacted'),
      },
    },
  },
});
