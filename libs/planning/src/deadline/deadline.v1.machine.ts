import { setup } from 'xstate';
import { permit } from '#workflow';
import { permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** A deadline runs until it is waived; its date changes only by a fact that keeps the old one. */
export const deadlineMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'deadline',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: { it: 'non fissata', en: 'not set' }, on: { DeadlineSet: 'running' } },
    running: {
      meta: { it: 'in corso', en: 'running' },
      on: { ...permits('DeadlineExtended', 'DeadlineShortened'), DeadlineWaived: 'waived' },
    },
    waived: { type: 'final', meta: { it: 'rinunciata', en: 'waived' } },
  },
});
