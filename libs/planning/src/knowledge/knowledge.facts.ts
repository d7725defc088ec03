import type { DocumentReference, Source } from '../source.js';

/** A health need of the profile: a critical node or a positive aspect of a theme. */
export interface Need {
  readonly needId: string;
  /** Absent where the source lost the row it stood in. */
  readonly theme?: string;
  readonly kind: 'critical' | 'positive';
  readonly text: string;
  readonly source?: Source;
}

/** Facts of the knowledge the cycle stands on: the health profile and its needs. */
export type KnowledgeFact =
  | {
      readonly type: 'HealthProfileAttached';
      readonly data: {
        readonly edition: string;
        readonly title: string;
        readonly document: DocumentReference;
        /** The profile kept here; its document is then known by the fingerprint of the edition. */
        readonly profileCycleId?: string;
      };
    }
  | {
      readonly type: 'HealthProfileAdopted';
      readonly data: { readonly organ: string; readonly act: string };
    }
  | {
      readonly type: 'NeedsImported';
      readonly data: {
        readonly edition: string;
        readonly themes: readonly string[];
        readonly needs: readonly Need[];
        /** Where they were read; absent when they come from a profile kept here. */
        readonly source?: Source;
        readonly profileCycleId?: string;
      };
    };
