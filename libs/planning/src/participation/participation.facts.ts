import type { DocumentReference, Source } from '../source.js';
import type { Category, Channel, ContributionAnswer, Counterpart } from '../value-sets.js';

export interface MeetingPlan {
  readonly meetingId: string;
  readonly title: string;
  readonly counterpart: Counterpart;
  /** The categories it is meant to hear, where that is known beforehand. */
  readonly plannedCategories?: readonly Category[];
  /** The day, `2024-02-20`; times are kept only where a source gives them. */
  readonly date: string;
  readonly startTime?: string;
  readonly channel: Channel;
  readonly venue?: string;
  readonly room?: string;
  /** Where it is joined from afar: an address over https. */
  readonly onlineAddress?: string;
  /** What is to be talked about, point by point. */
  readonly agendaItems?: readonly string[];
  readonly source?: Source;
}

/** How and where a meeting takes place. */
export type Arrangements = Pick<
  MeetingPlan,
  'startTime' | 'channel' | 'venue' | 'room' | 'onlineAddress'
>;

/** Facts of participation: meetings, contributions, exemptions. Add to this list, never edit what is in it. */
export type ParticipationFact =
  | { readonly type: 'MeetingScheduled'; readonly data: MeetingPlan }
  | {
      readonly type: 'MeetingConvened';
      readonly data: {
        readonly meetingId: string;
        readonly invitees: readonly string[];
        /** Under which ids the directory knows those of them whom the program itself tells. */
        readonly bodyIds?: readonly string[];
        readonly protocol?: string;
      };
    }
  | {
      readonly type: 'MeetingRescheduled';
      readonly data: {
        readonly meetingId: string;
        readonly from: string;
        /** The same day when only the arrangements change. */
        readonly to: string;
        /** How and where it takes place now, in place of all that was said of it; absent when it stays. */
        readonly arrangements?: Arrangements;
        /** What is to be talked about now, in place of what was said before; absent when that stays. */
        readonly agendaItems?: readonly string[];
      };
    }
  | { readonly type: 'MeetingCancelled'; readonly data: { readonly meetingId: string } }
  | {
      readonly type: 'MeetingHeld';
      readonly data: {
        readonly meetingId: string;
        readonly heldOn: string;
        readonly categories: readonly Category[];
        /** Bodies present, not persons. */
        readonly attendance: readonly string[];
        /** Which of them were there by a delegate: their places in `attendance`, from 0. Who that was is nobody's to keep. */
        readonly byDelegate?: readonly number[];
        readonly contents: readonly string[];
        /** What was shown and handed out, by its fingerprint: the same for several meetings where it was the same. */
        readonly materials?: readonly DocumentReference[];
      };
    }
  | {
      /** Who was heard at a meeting, said or corrected after it was held. */
      readonly type: 'CategoriesAttributed';
      readonly data: { readonly meetingId: string; readonly categories: readonly Category[] };
    }
  | {
      readonly type: 'MinutesRecorded';
      readonly data: { readonly meetingId: string; readonly document: DocumentReference };
    }
  | {
      /** Whoever was invited may say what the minutes got wrong, until a day: the last one that counts. */
      readonly type: 'MinutesOpenedToObservations';
      readonly data: { readonly meetingId: string; readonly until: string };
    }
  | { readonly type: 'MinutesApproved'; readonly data: { readonly meetingId: string } }
  | {
      readonly type: 'ContributionReceived';
      readonly data: {
        readonly contributionId: string;
        readonly body: string;
        /** Under which id the directory knows whoever speaks without an account. */
        readonly bodyId?: string;
        readonly meetingId?: string;
        /** The session of co-programming it was given at, if at one. */
        readonly sessionId?: string;
        readonly document: DocumentReference;
      };
    }
  | {
      readonly type: 'ContributionAnswered';
      readonly data: {
        readonly contributionId: string;
        readonly answer: ContributionAnswer;
        readonly text: string;
      };
    }
  | {
      /** Where in the plan a contribution ended, for whoever made it. */
      readonly type: 'ContributionPlaced';
      readonly data: {
        readonly contributionId: string;
        readonly schedaId?: string;
        readonly programmeId?: string;
        /** The place in words: the passage, the chapter. */
        readonly text: string;
      };
    }
  | {
      readonly type: 'CategoryExemptionProposed';
      readonly data: { readonly category: Category };
    }
  /** The director said no: the category is to be heard. */
  | {
      readonly type: 'CategoryExemptionDeclined';
      readonly data: { readonly category: Category };
    }
  | { readonly type: 'CategoryExempted'; readonly data: { readonly category: Category } }
  | {
      /** A cancelled meeting was the only one that would have heard these. */
      readonly type: 'ParticipationGapOpened';
      readonly data: { readonly categories: readonly Category[] };
    }
  | {
      readonly type: 'ParticipationCompleted';
      readonly data: {
        readonly heard: readonly Category[];
        readonly exempted: readonly Category[];
      };
    };
