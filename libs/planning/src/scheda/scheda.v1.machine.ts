import { setup } from 'xstate';
import { permit } from '#workflow';
import { permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

const withdrawable = {
  ...permits('SchedaWithdrawalRequested', 'SchedaWithdrawalDenied', 'SchedaReassigned'),
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
      meta: { it: 'non ancora assegnata', en: 'not yet assigned' },
      on: { SchedaAssigned: 'assigned' },
    },
    assigned: {
      meta: {
        it: 'assegnata',
        en: 'assigned',
        awaits: {
          roles: ['UH', 'RF'],
          it: 'Iniziare la compilazione',
          en: 'Start drafting',
          dueBy: 'SCHEDE_SUBMITTED',
        },
      },
      on: { ...withdrawable, SchedaRevised: 'drafting', SchedaLeftOut: 'leftOut' },
    },
    drafting: {
      meta: {
        it: 'in compilazione',
        en: 'drafting',
        awaits: {
          roles: ['UH', 'RF'],
          it: 'Completare e trasmettere',
          en: 'Complete and submit',
          dueBy: 'SCHEDE_SUBMITTED',
        },
      },
      on: {
        ...withdrawable,
        ...permits('SchedaRevised'),
        SchedaSubmitted: 'submitted',
        SchedaLeftOut: 'leftOut',
      },
    },
    submitted: {
      meta: {
        it: 'trasmessa',
        en: 'submitted',
        awaits: {
          roles: ['UPo', 'UPc'],
          it: 'Prendere in carico',
          en: 'Take in charge',
          dueBy: 'SCHEDE_CHECKED',
        },
      },
      on: { ...withdrawable, SchedaTakenInCharge: 'checking', SchedaLeftOut: 'leftOut' },
    },
    checking: {
      meta: {
        it: 'in verifica',
        en: 'being checked',
        awaits: {
          roles: ['UPo', 'UPc'],
          it: 'Verificare o restituire',
          en: 'Check or return',
          dueBy: 'SCHEDE_CHECKED',
        },
      },
      on: {
        ...withdrawable,
        SchedaReturned: 'returned',
        SchedaChecked: 'checked',
        SchedaLeftOut: 'leftOut',
      },
    },
    returned: {
      meta: {
        it: 'restituita per integrazioni',
        en: 'returned for changes',
        awaits: {
          roles: ['UH', 'RF'],
          it: 'Correggere e ritrasmettere',
          en: 'Fix and submit again',
          dueBy: 'SCHEDE_SUBMITTED',
        },
      },
      on: {
        ...withdrawable,
        SchedaRevised: 'drafting',
        SchedaSubmitted: 'submitted',
        SchedaLeftOut: 'leftOut',
      },
    },
    checked: {
      meta: { it: 'verificata', en: 'checked' },
      on: { ...withdrawable, SchedaReturned: 'returned', SchedaApproved: 'approved' },
    },
    leftOut: {
      meta: { it: 'lasciata fuori', en: 'left out' },
      on: { SchedaReturned: 'returned' },
    },
    approved: { type: 'final', meta: { it: 'approvata', en: 'approved' } },
    withdrawn: { type: 'final', meta: { it: 'ritirata', en: 'withdrawn' } },
  },
});
