import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** A funded project stands in the register from the day it is added; what it reports is recorded beside it. */
export const fundedProjectMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'fundedProject',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: named('non iscritto', 'not in the register'),
      on: { FundedProjectAdded: 'recorded' },
    },
    recorded: {
      meta: named('iscritto', 'in the register'),
      on: permits(
        'FundedProjectChanged',
        'FundedProjectLinked',
        'FundedProjectUnlinked',
        'ReportingDeadlineSet',
        'ReportingRecorded',
      ),
    },
  },
});
