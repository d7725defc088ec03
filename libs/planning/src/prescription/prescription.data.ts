import type { DataOf } from '../planning-fact.js';
import type { DocumentReference } from '../source.js';

/** What is remembered of what the organ asked for. */
export interface PrescriptionsData {
  readonly prescriptions: Record<string, Prescription>;
}

export type Prescription = DataOf<'PrescriptionSet'> & {
  /** The day the organ set it. */
  readonly setOn: string;
  /** What was done, as it was said last. */
  met?: {
    readonly text: string;
    readonly document?: DocumentReference;
    readonly by: string;
    readonly on: string;
  };
  /** Once the director has accepted it. */
  daysLate?: number;
  /** What was missing, until it is met again. */
  notAcceptedText?: string;
};

export const beginPrescriptionsData = (): PrescriptionsData => ({ prescriptions: {} });
