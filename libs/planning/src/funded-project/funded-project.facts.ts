import type { Source } from '../source.js';
import type { Period } from '../zone-register/period.js';
import type { Protocol } from '../zone-register/protocol.js';
import type { SchedaReference } from '../zone-register/scheda-reference.js';

/** One of the actions a project is made of, with the least and the most it gives. */
export interface ProjectAction {
  readonly text: string;
  readonly minEur?: string;
  readonly maxEur?: string;
  /** For how long the amounts are: `mese`. */
  readonly per?: string;
}

/** What a project is, as far as anybody has said it. */
export interface ProjectDescription {
  /** Absent where the source does not name it. */
  readonly name?: string;
  readonly description?: string;
  readonly funder?: string;
  readonly holder?: string;
  /** Absent is not zero. */
  readonly amountEur?: string;
  readonly period?: Period;
  readonly cup?: readonly string[];
  readonly actions?: readonly ProjectAction[];
}

export interface FundedProject extends ProjectDescription {
  readonly fundedProjectId: string;
  readonly source?: Source;
}

/** What the money of a project is for. */
export interface ProjectLinks {
  readonly schede: readonly SchedaReference[];
  readonly coDesignRowIds: readonly string[];
}

/** Facts of the funded projects. Add to this list, never edit what is in it. */
export type FundedProjectFact =
  | { readonly type: 'FundedProjectAdded'; readonly data: FundedProject }
  | {
      readonly type: 'FundedProjectChanged';
      /** Only what is new. */
      readonly data: { readonly fundedProjectId: string; readonly changes: ProjectDescription };
    }
  | {
      readonly type: 'FundedProjectLinked';
      readonly data: { readonly fundedProjectId: string } & ProjectLinks;
    }
  | {
      /** The money is not for these, or no more. What was linked by mistake is told so too. */
      readonly type: 'FundedProjectUnlinked';
      readonly data: { readonly fundedProjectId: string } & ProjectLinks;
    }
  | {
      readonly type: 'ReportingDeadlineSet';
      readonly data: {
        readonly fundedProjectId: string;
        readonly reportingId: string;
        /** What has to be handed in: `Rendiconto intermedio`. */
        readonly text: string;
        readonly due: string;
        /** The day it was due before, where this moves it. */
        readonly before?: string;
      };
    }
  | {
      readonly type: 'ReportingRecorded';
      readonly data: {
        readonly fundedProjectId: string;
        readonly reportingId: string;
        readonly doneOn: string;
        readonly protocol?: Protocol;
        /** Of what was handed in. */
        readonly sha256?: string;
      };
    };
