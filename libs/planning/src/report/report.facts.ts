import type { Measurement } from '../monitoring/monitoring.facts.js';
import type { ExecutionStatus } from '../value-sets.js';

/** What the final report says of one scheda. */
export interface ReportedScheda {
  readonly schedaId: string;
  readonly code: string;
  readonly status: ExecutionStatus | 'EXCUSED';
  readonly rePropose: boolean;
  /** SHA-256 of the canonical JSON of the whole report of the scheda. */
  readonly reportHash: string;
}

/** Facts of the final report, of the closing of the year and of its reopening. */
export type ReportFact =
  | { readonly type: 'FinalReportStarted'; readonly data: { readonly due?: string } }
  | {
      readonly type: 'SchedaReported';
      readonly data: {
        readonly schedaId: string;
        readonly status: ExecutionStatus;
        /** What was done. */
        readonly doneText: string;
        readonly measured: readonly Measurement[];
        /** Whether it should be in the programme of the next year. */
        readonly rePropose: boolean;
        /** Why, or why not. */
        readonly reProposeReason?: string;
      };
    }
  | { readonly type: 'ReportAccepted'; readonly data: { readonly schedaId: string } }
  | {
      readonly type: 'ReportReturned';
      readonly data: { readonly schedaId: string; readonly text: string };
    }
  /** Its unit did not report; the gap stays visible. */
  | { readonly type: 'SchedaExcused'; readonly data: { readonly schedaId: string } }
  | {
      readonly type: 'FinalReportEndorsed';
      readonly data: {
        readonly schede: readonly ReportedScheda[];
        /** SHA-256 of the canonical JSON of that list. */
        readonly reportHash: string;
      };
    }
  | { readonly type: 'FinalReportReturned'; readonly data: { readonly text: string } }
  | {
      readonly type: 'FinalReportApproved';
      readonly data: {
        readonly organ: string;
        readonly sessionOn: string;
        readonly number: string;
        readonly actDate: string;
        readonly reportHash: string;
      };
    }
  | {
      readonly type: 'CycleClosed';
      readonly data: {
        readonly manifestHash: string;
        readonly reportHash: string;
        /** What the organ asked for and the director has not accepted yet, where there is any. */
        readonly openPrescriptions?: readonly string[];
      };
    }
  | { readonly type: 'CycleReopened'; readonly data: { readonly act: string } };
