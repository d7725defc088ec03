import { handsOf } from '../command/hands.js';
import type { Remembers } from '../remember.js';
import type { FourEyesData } from './four-eyes.data.js';

export const rememberFourEyes: Remembers<FourEyesData> = {
  SchedaWithdrawalRequested: ({ firstHands }, { schedaId }, { actor }) => {
    firstHands[`withdrawal/${schedaId}`] = handsOf(actor);
  },
  CategoryExemptionProposed: ({ firstHands }, { category }, { actor }) => {
    firstHands[`exemption/${category}`] = handsOf(actor);
  },
  CoProgrammingProposed: ({ firstHands }, _proposed, { actor }) => {
    firstHands['coProgramming/decision'] = handsOf(actor);
  },
  MinutesRecorded: ({ firstHands }, { meetingId }, { actor }) => {
    firstHands[`minutes/${meetingId}`] = handsOf(actor);
  },
  VerificationClosed: ({ firstHands }, _closed, { actor }) => {
    firstHands['proposal/cycle'] = handsOf(actor);
  },
  // From now on the proposal is the revision, and no longer the plan it revises.
  RevisionVerified: ({ firstHands }, _verified, { actor }) => {
    firstHands['proposal/cycle'] = handsOf(actor);
  },
  PrescriptionMet: ({ firstHands }, { prescriptionId }, { actor }) => {
    firstHands[`prescription/${prescriptionId}`] = handsOf(actor);
  },
};
