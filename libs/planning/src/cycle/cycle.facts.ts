import type { DefinitionReference } from '#workflow';
import type { DocumentReference, Source } from '../source.js';
import type { Sector } from '../value-sets.js';

/** The electronic case file of the cycle, with the fields of CAD (d.lgs. 82/2005) art. 41 c. 2-ter. */
export interface CaseFile {
  readonly identifier: string;
  readonly ownerAdministration: string;
  readonly otherAdministrations: readonly string[];
  readonly subject: string;
}

export interface Objective {
  readonly objectiveId: string;
  readonly name: string;
  /** As the plan numbers it. */
  readonly code?: string;
  readonly description?: string;
  /** The operational sheets of the PSSIR it answers to. */
  readonly pssirReferences?: readonly string[];
  readonly source?: Source;
}

export interface Programme {
  readonly programmeId: string;
  readonly name: string;
  /** None where the source gives none: a null is a question, not a guess. */
  readonly objectiveIds: readonly string[];
  /** As the plan numbers it. */
  readonly code?: string;
  readonly description?: string;
  readonly sector?: Sector;
  /** The unit that answers for it as a whole; each scheda has its own. */
  readonly responsibleUnitId?: string;
  readonly source?: Source;
}

/** Facts about the cycle as a whole, its tree and its frame. Add to this list, never edit what is in it. */
export type CycleFact =
  | {
      readonly type: 'CycleDrafted';
      readonly data: {
        readonly cycleId: string;
        readonly zone: string;
        readonly year: number;
        readonly title: string;
        readonly definition: DefinitionReference;
      };
    }
  | { readonly type: 'RegionalActLinked'; readonly data: RegionalAct }
  | {
      readonly type: 'TargetApprovalSet';
      readonly data: {
        readonly date: string;
        readonly basis: string;
        /** That the act which the basis cites gives the day; absent where the office chose it. */
        readonly givenBy?: 'REGIONAL_ACT';
        /** The deadlines that fall on that day already: they rest on the act from then on. */
        readonly deadlineIds?: readonly string[];
      };
    }
  | { readonly type: 'ParentPlanLinked'; readonly data: ParentPlan }
  | {
      readonly type: 'TreeImported';
      readonly data: {
        readonly objectives: readonly Objective[];
        readonly programmes: readonly Programme[];
        /** Where it was read. Absent when it comes from the cycle of an earlier year. */
        readonly source?: Source;
        /** The cycle whose plan in force it was. */
        readonly fromCycleId?: string;
      };
    }
  | { readonly type: 'ObjectiveAdded'; readonly data: Objective }
  | { readonly type: 'ProgrammeAdded'; readonly data: Programme }
  | {
      readonly type: 'ProgrammeLinked';
      readonly data: { readonly programmeId: string; readonly objectiveIds: readonly string[] };
    }
  | {
      readonly type: 'ObjectiveRenamed';
      readonly data: {
        readonly objectiveId: string;
        readonly oldName: string;
        readonly newName: string;
      };
    }
  | {
      readonly type: 'ProgrammeRenamed';
      readonly data: {
        readonly programmeId: string;
        readonly oldName: string;
        readonly newName: string;
      };
    }
  /** Nothing hung on it any more. */
  | { readonly type: 'ObjectiveRemoved'; readonly data: { readonly objectiveId: string } }
  | { readonly type: 'ProgrammeRemoved'; readonly data: { readonly programmeId: string } }
  | {
      readonly type: 'CycleOpened';
      readonly data: { readonly caseFile: CaseFile; readonly responsiblePersonId: string };
    }
  | {
      readonly type: 'KickoffHeld';
      readonly data: {
        readonly attendance: readonly KickoffAttendance[];
        readonly trainingOnProweb: boolean;
        readonly materials: readonly DocumentReference[];
      };
    }
  | { readonly type: 'VerificationOpened'; readonly data: Readonly<Record<string, never>> }
  | {
      readonly type: 'FixesRequested';
      readonly data: { readonly schedaIds: readonly string[]; readonly text: string };
    };

export interface RegionalAct {
  readonly cite: string;
  readonly date?: string;
  readonly url?: string;
  /** What it changes, where it came when the cycle was under way. */
  readonly affects?: string;
  readonly source?: Source;
}

export interface ParentPlan {
  readonly planId: string;
  readonly name: string;
  readonly fromYear?: number;
  readonly toYear?: number;
  /** True when the plan's period ends before the cycle's year: a warning, never a block. */
  readonly expired: boolean;
  /** Required of the person when the plan is expired. */
  readonly note?: string;
  readonly source?: Source;
}

export interface KickoffAttendance {
  readonly unitId: string;
  readonly personId: string;
  readonly presence: 'present' | 'excused' | 'absent';
}
