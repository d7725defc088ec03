import type { Manifest } from '../approval/approval.facts.js';

/** An approved scheda that a revision takes up again, and what for. */
export interface RevisedScheda {
  readonly schedaId: string;
  readonly what: 'amend' | 'drop';
}

/**
 * Facts of a revision in the course of the year. The plan stays in force as it was approved until the organ
 * has deliberated the revision; then the two are one, and the plan approved before stays readable for ever.
 */
export type RevisionFact =
  | {
      readonly type: 'RevisionOpened';
      readonly data: {
        /** 1, 2, 3 …: within the cycle. */
        readonly number: number;
        /** What it takes up again; what it adds is assigned while it is open. */
        readonly scope: readonly RevisedScheda[];
      };
    }
  | { readonly type: 'SchedaReopened'; readonly data: { readonly schedaId: string } }
  | {
      readonly type: 'RevisionVerified';
      readonly data: {
        readonly number: number;
        /** The whole plan as it would be. */
        readonly manifest: Manifest;
        readonly manifestHash: string;
        readonly amended: readonly string[];
        readonly added: readonly string[];
        readonly dropped: readonly string[];
      };
    }
  | {
      readonly type: 'RevisionMerged';
      readonly data: { readonly number: number; readonly manifestHash: string };
    }
  | { readonly type: 'RevisionDropped'; readonly data: { readonly number: number } }
  /** The revision came to nothing: the scheda stays as it was approved. */
  | { readonly type: 'AmendmentDropped'; readonly data: { readonly schedaId: string } }
  /** The revision took it out of the plan. */
  | { readonly type: 'SchedaDropped'; readonly data: { readonly schedaId: string } };
