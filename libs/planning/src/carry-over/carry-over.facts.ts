import type { SchedaContent } from '../scheda/scheda.facts.js';
import type { NotCarriedReason } from '../value-sets.js';

/** Where a scheda comes from, in the cycle of the year before. */
export interface CarriedFrom {
  readonly cycleId: string;
  readonly schedaId: string;
  readonly version: number;
  readonly contentHash: string;
}

/** Facts of what one year leaves to the next. */
export type CarryOverFact =
  | {
      readonly type: 'CarryOverRecorded';
      readonly data: {
        readonly fromCycleId: string;
        /** The revision of that cycle at which it was looked at. */
        readonly fromRevision: number;
        /** How many schede came along. */
        readonly carried: number;
        /** What stayed behind, and why. */
        readonly notCarried: readonly {
          readonly schedaId: string;
          readonly code: string;
          readonly title: string;
          readonly why: NotCarriedReason;
          /** The words of the unit, where it gave any. */
          readonly text?: string;
        }[];
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
        /** The content it begins with, to be looked through and submitted. */
        readonly content: SchedaContent;
        readonly contentHash: string;
        readonly carriedFrom: CarriedFrom;
      };
    };
