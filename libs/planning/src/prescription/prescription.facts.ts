import type { DocumentReference } from '../source.js';

/** Facts of what the organ asked for while approving: each prescription is met, and the director says so. */
export type PrescriptionFact =
  | {
      readonly type: 'PrescriptionSet';
      readonly data: {
        readonly prescriptionId: string;
        readonly text: string;
        readonly due?: string;
        /** The schede it is addressed to; absent where it is for the plan as a whole. */
        readonly schedaIds?: readonly string[];
        /** The session that asked for it. */
        readonly sessionId: string;
      };
    }
  | {
      readonly type: 'PrescriptionMet';
      readonly data: {
        readonly prescriptionId: string;
        /** What was done. */
        readonly text: string;
        readonly document?: DocumentReference;
      };
    }
  | {
      readonly type: 'PrescriptionAccepted';
      readonly data: {
        readonly prescriptionId: string;
        /** Calendar days after its due day at which it was met; 0 when in time. */
        readonly daysLate: number;
      };
    }
  | {
      readonly type: 'PrescriptionNotAccepted';
      readonly data: { readonly prescriptionId: string; readonly text: string };
    };
