import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** A deadline runs until it is waived or cancelled; its date changes only by a fact that keeps the old one. */
export const deadlineMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'deadline',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: named('non fissata', 'not set'), on: { DeadlineSet: 'running' } },
    running: {
      meta: named('in corso', 'running'),
      on: {
        ...permits('DeadlineExtended', 'DeadlineShortened'),
        DeadlineWaived: 'waived',
        DeadlineCancelled: 'cancelled',
      },
    },
    waived: { type: 'final', meta: named('rinunciata', 'waived') },
    cancelled: { type: 'final', meta: named('annullata', 'cancelled') },
  },
});
