import type { DeadlineBasis, DeadlineKind } from '../value-sets.js';

export type DeadlineFact =
  | {
      readonly type: 'DeadlineSet';
      readonly data: {
        readonly deadlineId: string;
        readonly kind: DeadlineKind;
        /** The day; the deadline is the end of that day in Europe/Rome. */
        readonly due: string;
        readonly basis: DeadlineBasis;
        readonly act?: string;
      };
    }
  | {
      readonly type: 'DeadlineExtended';
      readonly data: MovedDeadline & {
        readonly unitId?: string;
        /** The calendar days it had stood still, where the end of a suspension moved it. */
        readonly stoppedDays?: number;
      };
    }
  | { readonly type: 'DeadlineShortened'; readonly data: MovedDeadline }
  | {
      readonly type: 'DeadlineMissed';
      readonly data: {
        readonly deadlineId: string;
        /** The last day for the last of those it is for; it was over, and the deadline still ran. */
        readonly due: string;
      };
    }
  | { readonly type: 'DeadlineWaived'; readonly data: EndedDeadline }
  | { readonly type: 'DeadlineCancelled'; readonly data: EndedDeadline };

/** A change of date: both days are kept. `unitId` is the unit it is for; without one it is for all. */
interface MovedDeadline {
  readonly deadlineId: string;
  readonly from: string;
  readonly to: string;
  readonly act?: string;
}

interface EndedDeadline {
  readonly deadlineId: string;
  readonly act?: string;
}
