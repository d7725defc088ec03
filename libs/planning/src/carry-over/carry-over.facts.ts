import type { SchedaContent } from '../scheda/scheda.facts.js';
import type { NotCarriedReason } from '../value-sets.js';

/** Where a scheda comes from, in the cycle of the year before. */
export interface CarriedFrom {
  readonly cycleId: string;
  readonly schedaId: string;
  readonly version: number;
  readonly contentHash: string;
  /** That it was never approved there: left out of the plan, or of a cycle that was abandoned. */
  readonly notApproved?: true;
}

/** A scheda that stayed behind, by its id and code of the year before. */
export interface NotCarried {
  readonly schedaId: string;
  readonly code: string;
  readonly title: string;
  readonly why: NotCarriedReason;
  /** The words of the unit, where it gave any. */
  readonly text?: string;
}

/** Facts of what one year leaves to the next. */
export type CarryOverFact =
  | {
      readonly type: 'CarryOverRecorded';
      readonly data: {
        readonly fromCycleId: string;
        /** The revision of that cycle at which it was looked at. */
        readonly fromRevision: number;
        /** How many schede came along this time. */
        readonly carried: number;
        /** What has stayed behind so far, and why. */
        readonly notCarried: readonly NotCarried[];
      };
    }
  | {
      readonly type: 'SchedaCarriedOver';
      readonly data: {
        readonly schedaId: string;
        readonly code: string;
        readonly programmeId: string;
        readonly unitId: string;
        readonly personId: string;
        readonly title: string;
        readonly schema: string;
        readonly demonstration?: boolean;
        /** The content it begins with, its version 1: to be looked through and submitted. */
        readonly content: SchedaContent;
        readonly contentHash: string;
        /**
         * What last year's content said and this year has to say anew. `content` with these fields put back
         * is the content of last year, whose fingerprint is in `carriedFrom`; but for the fields with a text
         * that was redacted there, which are in neither.
         */
        readonly notCopied: SchedaContent;
        /** Those who wrote what it begins with: none of them may check it. */
        readonly authors: readonly string[];
        readonly carriedFrom: CarriedFrom;
      };
    };
