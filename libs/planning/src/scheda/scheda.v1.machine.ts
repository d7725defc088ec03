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

/** What is in the plan can turn out to be illegitimate, and passes to another head with its unit. */
const annullable = { ...permits('SchedaReassigned'), SchedaAnnulled: 'annulled' } as const;
/** A plan in force goes on being carried out, also while a revision is under way. */
const inForce = { ...annullable, ...permits('ProgressRecorded') } as const;
const inRevision = { ...inForce, AmendmentDropped: 'approved' } as const;

/**
 * The life of a scheda: it is assigned to a unit and drafted there, submitted to the office, taken in
 * charge, and returned or checked. What is checked is approved by the organ; what is not ready when the
 * verification closes is left out, with a reason. What is approved is carried out; a revision takes it round
 * once more while it stays in force as it was; in the end its unit reports on it, or is excused. Nobody is
 * late by machine: deadlines only mark and tell.
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
      on: { SchedaAssigned: 'assigned', SchedaCarriedOver: 'carriedOver' },
    },
    carriedOver: {
      meta: named(
        "riproposta dall'anno prima",
        'carried over from the year before',
        work(['UH', 'RF'], 'Rivedere e trasmettere', 'Look through and submit', {
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
      on: {
        ...withdrawable,
        SchedaReturned: 'returned',
        SchedaApproved: 'approved',
        // Only when the revision that would have added it is given up.
        SchedaLeftOut: 'leftOut',
      },
    },
    leftOut: {
      meta: named('lasciata fuori', 'left out'),
      on: { SchedaReturned: 'returned' },
    },
    approved: {
      meta: named(
        'approvata, in attuazione',
        'approved, being carried out',
        work(['UH', 'RF'], 'Rendicontare la scheda', 'Report on the scheda', {
          doneBy: 'SchedaReported',
          dueBy: 'FINAL_REPORT',
        }),
      ),
      on: {
        ...inForce,
        SchedaReopened: 'amending',
        // A revision was to drop it, and does not any more: it stays.
        ...permits('AmendmentDropped'),
        SchedaDropped: 'dropped',
        SchedaReported: 'reported',
        SchedaExcused: 'excused',
      },
    },
    amending: {
      meta: named(
        'in revisione: da aggiornare',
        'in revision: to be amended',
        work(['UH', 'RF'], 'Aggiornare e trasmettere', 'Amend and submit', {
          doneBy: 'SchedaSubmitted',
        }),
      ),
      on: { ...inRevision, ...permits('SchedaRevised'), SchedaSubmitted: 'amendmentSubmitted' },
    },
    amendmentSubmitted: {
      meta: named(
        'in revisione: trasmessa',
        'in revision: submitted',
        work(['UPo', 'UPc'], "Prendere in carico l'aggiornamento", 'Take the amendment in charge', {
          doneBy: 'SchedaTakenInCharge',
        }),
      ),
      on: { ...inRevision, SchedaTakenInCharge: 'amendmentInCheck' },
    },
    amendmentInCheck: {
      meta: named(
        'in revisione: in verifica',
        'in revision: being checked',
        work(
          ['UPo', 'UPc'],
          "Verificare o restituire l'aggiornamento",
          'Check or return the amendment',
          { doneBy: 'SchedaChecked' },
        ),
      ),
      on: { ...inRevision, SchedaReturned: 'amendmentReturned', SchedaChecked: 'amendmentChecked' },
    },
    amendmentReturned: {
      meta: named(
        'in revisione: restituita',
        'in revision: returned',
        work(['UH', 'RF'], "Correggere l'aggiornamento e ritrasmettere", 'Fix the amendment', {
          doneBy: 'SchedaSubmitted',
        }),
      ),
      on: { ...inRevision, SchedaRevised: 'amending', SchedaSubmitted: 'amendmentSubmitted' },
    },
    amendmentChecked: {
      meta: named('in revisione: verificata', 'in revision: checked'),
      on: { ...inRevision, SchedaReturned: 'amendmentReturned', SchedaApproved: 'approved' },
    },
    reported: {
      meta: named(
        'rendicontata',
        'reported',
        work(['UPo', 'UPc', 'DIR'], 'Accettare o restituire il rendiconto', 'Accept or return', {
          doneBy: 'ReportAccepted',
          dueBy: 'FINAL_REPORT',
        }),
      ),
      on: {
        ...annullable,
        ReportAccepted: 'accepted',
        ReportReturned: 'reportReturned',
        SchedaExcused: 'excused',
      },
    },
    reportReturned: {
      meta: named(
        'rendiconto restituito',
        'report returned',
        work(['UH', 'RF'], 'Correggere il rendiconto', 'Fix the report', {
          doneBy: 'SchedaReported',
          dueBy: 'FINAL_REPORT',
        }),
      ),
      on: { ...annullable, SchedaReported: 'reported', SchedaExcused: 'excused' },
    },
    accepted: {
      meta: named('rendiconto accettato', 'report accepted'),
      on: { ...annullable, ReportReturned: 'reportReturned' },
    },
    excused: {
      meta: named('esonerata dal rendiconto', 'excused from reporting'),
      on: { ...annullable, SchedaReported: 'reported' },
    },
    dropped: { type: 'final', meta: named('tolta dal piano', 'dropped from the plan') },
    annulled: { type: 'final', meta: named('annullata', 'annulled') },
    withdrawn: { type: 'final', meta: named('ritirata', 'withdrawn') },
  },
});
