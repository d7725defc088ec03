/**
 * Facts of a promise: something put off to a later cycle, or promised to somebody. It shows in every later
 * cycle of the zone until it is kept or broken.
 */
export type PromiseFact =
  | {
      readonly type: 'PromiseMade';
      readonly data: {
        readonly promiseId: string;
        readonly about: 'CO_PROGRAMMING' | 'OTHER';
        /** What is promised: for a deferral, what it is put off to. */
        readonly text: string;
        /** Whom it was made to, if to somebody. */
        readonly to?: string;
        readonly due?: string;
      };
    }
  | {
      readonly type: 'PromiseKept';
      readonly data: {
        readonly promiseId: string;
        /** How: the procedure, the act, the meeting. */
        readonly text: string;
        /** The cycle in which it was kept, if it was one. */
        readonly inCycleId?: string;
      };
    }
  /** Why it is not kept is the reason in its envelope. */
  | {
      readonly type: 'PromiseBroken';
      readonly data: {
        readonly promiseId: string;
        /** The cycle in which it turned out, if it was one. */
        readonly inCycleId?: string;
      };
    }
  /** What it was about was done after all, in the same cycle: nothing is put off any more. */
  | { readonly type: 'PromiseWithdrawn'; readonly data: { readonly promiseId: string } };
