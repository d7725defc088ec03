import type { DocumentReference } from '../source.js';
import type { DeliberationOutcome, MemberOffice } from '../value-sets.js';

/**
 * What is verified, endorsed and deliberated: every scheda with its version and content hash, the tree it
 * hangs on, the decision on co-programming and the documents. Whatever differs has another fingerprint.
 */
export interface Manifest {
  readonly schede: readonly {
    readonly schedaId: string;
    readonly code: string;
    readonly programmeId: string;
    readonly unitId: string;
    readonly version: number;
    readonly contentHash: string;
  }[];
  readonly objectives: readonly { readonly objectiveId: string; readonly name: string }[];
  readonly programmes: readonly {
    readonly programmeId: string;
    readonly name: string;
    readonly objectiveIds: readonly string[];
  }[];
  readonly coProgramming: {
    readonly decision: 'activated' | 'not_activated' | 'undecided';
    /** The act, or the motivation. */
    readonly ground: string;
    readonly deferredTo?: string;
  };
  readonly documents: readonly DocumentReference[];
}

export interface Member {
  /** The body the member speaks for: a municipality, the health authority. */
  readonly body: string;
  readonly present: boolean;
  /** The quota of the body in thousandths, so that a third is not a float. */
  readonly quotaThousandths: number;
  readonly vote?: 'for' | 'against' | 'abstained';
  /** Where a delegate sat for the body: in whose place, by office and never by name, and by which act. */
  readonly delegation?: {
    readonly from: MemberOffice;
    /** The protocol of the delegation: `345/2024`. */
    readonly protocol: string;
  };
}

export interface Prescription {
  readonly prescriptionId: string;
  readonly text: string;
  readonly due?: string;
  /** The schede it is addressed to; absent where it is for the plan as a whole. */
  readonly schedaIds?: readonly string[];
}

export type ApprovalFact =
  | {
      readonly type: 'VerificationClosed';
      readonly data: {
        readonly manifest: Manifest;
        /** SHA-256 of the canonical JSON of the manifest. */
        readonly manifestHash: string;
        /** What the organ will not see, and why; those left out earlier come first. */
        readonly leftOut: readonly { readonly schedaId: string; readonly reason: string }[];
      };
    }
  | { readonly type: 'ProposalEndorsed'; readonly data: { readonly manifestHash: string } }
  | { readonly type: 'ProposalReturned'; readonly data: { readonly text: string } }
  | {
      readonly type: 'OrganConvened';
      readonly data: {
        readonly sessionId: string;
        readonly organ: string;
        readonly sessionOn: string;
        /** `09:30`, Europe/Rome. Not said before there was a place to say it. */
        readonly startTime?: string;
        readonly venue?: string;
        readonly protocol: string;
        readonly items: readonly string[];
      };
    }
  | { readonly type: 'SessionCancelled'; readonly data: { readonly sessionId: string } }
  | {
      readonly type: 'DeliberationRecorded';
      readonly data: {
        readonly sessionId: string;
        readonly outcome: DeliberationOutcome;
        readonly members: readonly Member[];
        readonly manifestHash: string;
        readonly quorumThousandths: number;
        readonly number?: string;
        readonly actDate?: string;
        /** What the act is about, in its own words. */
        readonly subject?: string;
        /** Under which number and year the act was protocolled. */
        readonly protocolNumber?: string;
        /** The act as it was signed. */
        readonly document?: DocumentReference;
        readonly prescriptions: readonly Prescription[];
        /** The organ's words, for a rejection or a postponement. */
        readonly text?: string;
      };
    };
