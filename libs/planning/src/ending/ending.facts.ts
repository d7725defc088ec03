/**
 * Facts that stop a cycle, for a while or for good. Annulment (the act was illegitimate, L. 241/1990
 * art. 21-nonies), revocation (the public interest has changed, art. 21-quinquies) and abandonment (nothing
 * was approved yet) are three things and stay apart.
 */
export type EndingFact =
  | {
      readonly type: 'CycleSuspended';
      readonly data: {
        readonly act?: string;
        /** Whether its deadlines stop with it, or run on. */
        readonly deadlines: 'stop' | 'run';
      };
    }
  | {
      readonly type: 'CycleResumed';
      readonly data: {
        /** Calendar days it was suspended: by so many its deadlines moved, if they had stopped. */
        readonly days: number;
        /** On what binding deadlines move, where the suspension did not say. */
        readonly act?: string;
      };
    }
  | {
      readonly type: 'CycleAnnulled';
      readonly data: { readonly act: string; readonly ground: string };
    }
  | {
      readonly type: 'CycleRevoked';
      readonly data: { readonly act: string; readonly ground: string };
    }
  | { readonly type: 'CycleAbandoned'; readonly data: { readonly ground: string } }
  /** One scheda of the plan was illegitimate; the rest stands. */
  | {
      readonly type: 'SchedaAnnulled';
      readonly data: {
        readonly schedaId: string;
        readonly act: string;
        readonly ground: string;
        /** SHA-256 of the canonical JSON of what is left: the manifest in force, without this scheda. */
        readonly manifestHash: string;
      };
    };
