import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

/**
 * A deadline runs until its day is over, or it is waived or cancelled; its date changes only by a fact that
 * keeps the old one. That it was missed is marked, and moves nothing else; it runs again once it is extended.
 * That it is met a person says where no other fact does, also of one that was missed. Who has it to do is reminded
 * before its day and after it.
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
        DeadlineMet: 'met',
        DeadlineWaived: 'waived',
        DeadlineCancelled: 'cancelled',
      },
    },
    missed: {
      meta: named('mancata', 'missed'),
      on: {
        ...permits('ReminderSent'),
        DeadlineExtended: 'running',
        DeadlineMet: 'met',
        DeadlineWaived: 'waived',
        DeadlineCancelled: 'cancelled',
      },
    },
    // Said of the wrong one, or too early, it is taken back together with its deadline.
    met: { meta: named('rispettata', 'met'), on: { DeadlineCancelled: 'cancelled' } },
    waived: { type: 'final', meta: named('rinunciata', 'waived') },
    cancelled: { type: 'final', meta: named('annullata', 'cancelled') },
  },
});
