import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

/**
 * A deadline runs until its day is over, or it is waived or cancelled; its date changes only by a fact that
 * keeps the old one. That it was missed is marked, and moves nothing else; it runs again once it is extended.
 * Who has it to do is reminded before its day and after it.
 */
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
        ...permits('DeadlineExtended', 'DeadlineShortened', 'ReminderSent'),
        DeadlineMissed: 'missed',
        DeadlineWaived: 'waived',
        DeadlineCancelled: 'cancelled',
      },
    },
    missed: {
      meta: named('mancata', 'missed'),
      on: {
        ...permits('ReminderSent'),
        DeadlineExtended: 'running',
        DeadlineWaived: 'waived',
        DeadlineCancelled: 'cancelled',
      },
    },
    waived: { type: 'final', meta: named('rinunciata', 'waived') },
    cancelled: { type: 'final', meta: named('annullata', 'cancelled') },
  },
});
