import type { DataOf } from '../planning-fact.js';

/** What is remembered of what the organ asked for. */
export interface PrescriptionsData {
  readonly prescriptions: Record<string, Prescription>;
}

export type Prescription = DataOf<'PrescriptionSet'> & {
  met?: { readonly text: string; readonly by: string; readonly on: string };
  /** Once the director has accepted it. */
  daysLate?: number;
  notAcceptedText?: string;
};

export const beginPrescriptionsData = (): PrescriptionsData => ({ prescriptions: {} });
