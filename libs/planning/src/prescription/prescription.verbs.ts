import type { Verb } from '../command/verb.js';
import { acceptPrescription } from './accept-prescription.js';
import { meetPrescription } from './meet-prescription.js';
import { notAcceptPrescription } from './not-accept-prescription.js';

/** The verbs of what the organ asked for. */
export const prescriptionVerbs: readonly Verb[] = [
  meetPrescription,
  acceptPrescription,
  notAcceptPrescription,
];
