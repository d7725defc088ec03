import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, work, type MachineEvent } from '../definitions/vocabulary.machine.js';

const withdrawable = {
  ...permits(
    'SchedaWithdrawalRequested',
    'SchedaWithdrawalDenied',
    'SchedaReassigned',
    'SchedaMoved',
  ),
  SchedaWithdrawn: 'withdrawn',
} as const;

/**
 * The life of a scheda: it is assigned to a unit and drafted there, submitted to the office, taken in
 * charge, and returned or checked. What is checked is approved by the organ; what is not ready when the
 * verification closes is left out, with a reason. Nobody is late by machine: deadlines only mark and tell.
 */
export const schedaMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'scheda',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: named('non ancora assegnata', 'not yet assigned'),
      on: { SchedaAssigned: 'assigned' },
    },
    assigned: {
      meta: named(
        'assegnata',
        'assigned',
        work(['UH', 'RF'], 'Iniziare la compilazione', 'Start drafting', {
          doneBy: 'SchedaRevised',
          dueBy: 'SCHEDE_SUBMITTED',
        }),
      ),
      on: { ...withdrawable, SchedaRevised: 'drafting', SchedaLeftOut: 'leftOut' },
    },
    drafting: {
      meta: named(
        'in compilazione',
        'drafting',
        work(['UH', 'RF'], 'Completare e trasmettere', 'Complete and submit', {
          doneBy: 'SchedaSubmitted',
          dueBy: 'SCHEDE_SUBMITTED',
        }),
      ),
      on: {
        ...withdrawable,
        ...permits('SchedaRevised'),
        SchedaSubmitted: 'submitted',
        SchedaLeftOut: 'leftOut',
      },
    },
    submitted: {
      meta: named(
        'trasmessa',
        'submitted',
        work(['UPo', 'UPc'], 'Prendere in carico', 'Take in charge', {
          doneBy: 'SchedaTakenInCharge',
          dueBy: 'SCHEDE_CHECKED',
        }),
      ),
      on: { ...withdrawable, SchedaTakenInCharge: 'checking', SchedaLeftOut: 'leftOut' },
    },
    checking: {
      meta: named(
        'in verifica',
        'being checked',
        work(['UPo', 'UPc'], 'Verificare o restituire', 'Check or return', {
          doneBy: 'SchedaChecked',
          dueBy: 'SCHEDE_CHECKED',
        }),
      ),
      on: {
        ...withdrawable,
        SchedaReturned: 'returned',
        SchedaChecked: 'checked',
        SchedaLeftOut: 'leftOut',
      },
    },
    returned: {
      meta: named(
        'restituita per integrazioni',
        'returned for changes',
        work(['UH', 'RF'], 'Correggere e ritrasmettere', 'Fix and submit again', {
          doneBy: 'SchedaSubmitted',
          dueBy: 'SCHEDE_SUBMITTED',
        }),
      ),
      on: {
        ...withdrawable,
        SchedaRevised: 'drafting',
        SchedaSubmitted: 'submitted',
        SchedaLeftOut: 'leftOut',
      },
    },
    checked: {
      meta: named('verificata', 'checked'),
      on: { ...withdrawable, SchedaReturned: 'returned', SchedaApproved: 'approved' },
    },
    leftOut: {
      meta: named('lasciata fuori', 'left out'),
      on: { SchedaReturned: 'returned' },
    },
    approved: { type: 'final', meta: named('approvata', 'approved') },
    withdrawn: { type: 'final', meta: named('ritirata', 'withdrawn') },
  },
});
