import type { Role } from '#people';
import type { Derivation } from '#deadlines';
import type { DocumentReference } from '../source.js';
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
        /** How the day was found; absent where a person chose it. */
        readonly derivation?: Derivation;
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
  | {
      /** What no other fact says is done, a person has said: on the day it occurred. */
      readonly type: 'DeadlineMet';
      readonly data: { readonly deadlineId: string; readonly document?: DocumentReference };
    }
  | {
      readonly type: 'ReminderSent';
      readonly data: {
        readonly deadlineId: string;
        /** The last day they were reminded of; `unitId` has it for itself. Without one it is that of all. */
        readonly due: string;
        readonly unitId?: string;
        /**
         * Which reminder of the rules it was: calendar days after the last day, negative before it. Absent where a
         * person asked for it.
         */
        readonly offsetDays?: number;
        /** That a person asked for it, and said why. */
        readonly byHand?: true;
        /** By what it is named where it is taken back; of one that a person asked for. */
        readonly reminderId?: string;
        readonly level: ReminderLevel;
        /** Who still had it to do, or is told that others have. Empty where the register named none of them. */
        readonly told: readonly RemindedPerson[];
      };
    }
  | {
      /** Somebody of the office took back what one of them had just asked for: it never leaves. */
      readonly type: 'ReminderTakenBack';
      readonly data: {
        readonly reminderId: string;
        readonly deadlineId: string;
        readonly unitId: string;
      };
    }
  | {
      /** After the target day or the calendar had changed: the moves stand in facts of their own. */
      readonly type: 'DeadlineProposalAccepted';
      readonly data: {
        /** SHA-256 of what was proposed. */
        readonly proposal: string;
        /** The keys of those that stay as they are. */
        readonly leftOut?: readonly string[];
        /** SHA-256 of what is left of the proposal with them. */
        readonly remains?: string;
      };
    }
  | {
      readonly type: 'DeadlineProposalDeclined';
      readonly data: {
        readonly proposal: string;
        readonly moves: readonly Pick<MovedDeadline, 'deadlineId' | 'from' | 'to'>[];
        /** What would have been set, by the key of its template. */
        readonly added: readonly { readonly key: string; readonly due: string }[];
      };
    }
  | { readonly type: 'DeadlineWaived'; readonly data: EndedDeadline }
  | { readonly type: 'DeadlineCancelled'; readonly data: EndedDeadline };

/** Who is reminded: those who have it to do, then whoever coordinates them, then the director of the zone. */
export type ReminderLevel = 'owner' | 'coordinator' | 'director';

/** Somebody who was told, as what, and for which unit. Who stands in for a head is told as the head is. */
export interface RemindedPerson {
  readonly personId: string;
  readonly role: Role;
  readonly unitId?: string;
}

/** A change of date: both days are kept. `unitId` is the unit it is for; without one it is for all. */
interface MovedDeadline {
  readonly deadlineId: string;
  readonly from: string;
  readonly to: string;
  readonly act?: string;
  /** How the new day was found; absent where a person chose it. */
  readonly derivation?: Derivation;
  /** On what it rests from then on, where the new day is given by another act, or by none any more. */
  readonly rests?: { readonly basis: DeadlineBasis; readonly act?: string };
}

interface EndedDeadline {
  readonly deadlineId: string;
  readonly act?: string;
}
