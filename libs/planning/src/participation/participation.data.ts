import type { DataOf } from '../planning-fact.js';
import type { DocumentReference } from '../source.js';
import type { Category, ContributionAnswer } from '../value-sets.js';
import type { Arrangements, MeetingPlan } from './participation.facts.js';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What is remembered of participation. */
export interface ParticipationData {
  readonly meetings: Record<string, Meeting>;
  exemptionsProposed: Category[];
  exemptions: Category[];
}

/** What is remembered of what stakeholders handed in. */
export interface ContributionsData {
  readonly contributions: Record<string, Contribution>;
}

export interface Meeting extends Mutable<MeetingPlan> {
  /** Earlier dates, oldest first: a moved meeting stays the same meeting. */
  readonly earlierDates: string[];
  /** How and where it was to take place before, oldest first. */
  readonly earlierArrangements?: Arrangements[];
  invitees: readonly string[];
  categories: readonly Category[];
  attendance: readonly string[];
  byDelegate?: readonly number[];
  contents: readonly string[];
  materials?: DataOf<'MeetingHeld'>['materials'];
  heldOn?: string;
  minutes?: DataOf<'MinutesRecorded'>['document'];
  /** The day on which the minutes were last opened to observations, and the last one that counts. */
  observationsFrom?: string;
  observationsUntil?: string;
}

/** What a stakeholder handed in, and what the office answered. */
export interface Contribution {
  readonly body: string;
  readonly bodyId?: string;
  readonly meetingId?: string;
  readonly sessionId?: string;
  readonly document: DocumentReference;
  readonly receivedBy: string;
  readonly receivedOn: string;
  answer?: ContributionAnswer;
  answerText?: string;
  /** Where in the plan it ended. */
  places?: readonly ContributionPlace[];
}

export type ContributionPlace = Omit<DataOf<'ContributionPlaced'>, 'contributionId'> & {
  readonly on: string;
};

export const beginParticipationData = (): ParticipationData => ({
  meetings: {},
  exemptionsProposed: [],
  exemptions: [],
});

export const beginContributionsData = (): ContributionsData => ({ contributions: {} });
