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
      readonly type: 'DeadlineExtended' | 'DeadlineShortened';
      readonly data: {
        readonly deadlineId: string;
        readonly from: string;
        readonly to: string;
        readonly act?: string;
      };
    }
  | {
      readonly type: 'DeadlineWaived';
      readonly data: { readonly deadlineId: string; readonly act?: string };
    };
