import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, work, type MachineEvent } from '../definitions/vocabulary.machine.js';

/**
 * The life of a participation meeting: scheduled, convened, held, minuted and closed by the director. Its minutes may
 * be put under observation before: they are corrected, or approved as they are. A meeting that has not been held can be
 * moved (it stays the same meeting) or cancelled.
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
      meta: named('non in calendario', 'not scheduled'),
      on: { MeetingScheduled: 'scheduled' },
    },
    scheduled: {
      meta: named(
        'in calendario',
        'scheduled',
        work(['UPc', 'UPo'], "Convocare l'incontro", 'Convene the meeting', {
          doneBy: 'MeetingConvened',
          dueBy: 'PARTICIPATION',
        }),
      ),
      on: {
        ...permits('MeetingRescheduled'),
        MeetingConvened: 'convened',
        MeetingHeld: 'held',
        MeetingCancelled: 'cancelled',
      },
    },
    convened: {
      meta: named(
        'convocato',
        'convened',
        work(['UPc', 'UPo'], "Registrare l'incontro tenuto", 'Record the meeting as held', {
          doneBy: 'MeetingHeld',
          dueBy: 'PARTICIPATION',
        }),
      ),
      on: {
        ...permits('MeetingRescheduled'),
        MeetingHeld: 'held',
        MeetingCancelled: 'cancelled',
      },
    },
    held: {
      meta: named(
        'tenuto',
        'held',
        work(['UPc', 'UPo'], 'Depositare il verbale', 'Record the minutes', {
          doneBy: 'MinutesRecorded',
          dueBy: 'PARTICIPATION',
        }),
      ),
      on: { ...permits('CategoriesAttributed'), MinutesRecorded: 'minuted' },
    },
    minuted: {
      meta: named(
        'verbalizzato',
        'minuted',
        work(['DIR'], 'Approvare il verbale', 'Approve the minutes', { doneBy: 'MinutesApproved' }),
      ),
      on: {
        ...permits('CategoriesAttributed'),
        MinutesOpenedToObservations: 'underObservation',
        MinutesApproved: 'closed',
      },
    },
    underObservation: {
      meta: named(
        'in osservazione',
        'under observation',
        work(
          ['DIR'],
          'Approvare il verbale, finite le osservazioni',
          'Approve the minutes once observations are over',
          { doneBy: 'MinutesApproved' },
        ),
      ),
      on: {
        ...permits('CategoriesAttributed'),
        MinutesRecorded: 'minuted',
        MinutesApproved: 'closed',
      },
    },
    closed: { type: 'final', meta: named('chiuso', 'closed') },
    cancelled: { type: 'final', meta: named('annullato', 'cancelled') },
  },
});
