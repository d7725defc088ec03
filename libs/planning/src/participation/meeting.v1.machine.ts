import { setup } from 'xstate';
import { permit } from '#workflow';
import { permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

/**
 * The life of a participation meeting: scheduled, convened, held, minuted and closed by the director. A
 * meeting that has not been held can be moved (it stays the same meeting) or cancelled.
 */
export const meetingMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'meeting',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: { it: 'non in calendario', en: 'not scheduled' },
      on: { MeetingScheduled: 'scheduled' },
    },
    scheduled: {
      meta: {
        it: 'in calendario',
        en: 'scheduled',
        awaits: {
          roles: ['UPc', 'UPo'],
          it: "Convocare l'incontro",
          en: 'Convene the meeting',
          dueBy: 'PARTICIPATION',
        },
      },
      on: {
        ...permits('MeetingRescheduled'),
        MeetingConvened: 'convened',
        MeetingHeld: 'held',
        MeetingCancelled: 'cancelled',
      },
    },
    convened: {
      meta: {
        it: 'convocato',
        en: 'convened',
        awaits: {
          roles: ['UPc', 'UPo'],
          it: "Registrare l'incontro tenuto",
          en: 'Record the meeting as held',
          dueBy: 'PARTICIPATION',
        },
      },
      on: {
        ...permits('MeetingRescheduled'),
        MeetingHeld: 'held',
        MeetingCancelled: 'cancelled',
      },
    },
    held: {
      meta: {
        it: 'tenuto',
        en: 'held',
        awaits: {
          roles: ['UPc', 'UPo'],
          it: 'Depositare il verbale',
          en: 'Record the minutes',
          dueBy: 'PARTICIPATION',
        },
      },
      on: { MinutesRecorded: 'minuted' },
    },
    minuted: {
      meta: {
        it: 'verbalizzato',
        en: 'minuted',
        awaits: { roles: ['DIR'], it: 'Approvare il verbale', en: 'Approve the minutes' },
      },
      on: { MinutesApproved: 'closed' },
    },
    closed: { type: 'final', meta: { it: 'chiuso', en: 'closed' } },
    cancelled: { type: 'final', meta: { it: 'annullato', en: 'cancelled' } },
  },
});
