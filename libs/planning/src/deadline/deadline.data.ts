import type { Derivation } from '#deadlines';
import type { DeadlineBasis, DeadlineKind } from '../value-sets.js';

/** What is remembered of deadlines. */
export interface DeadlinesData {
  readonly deadlines: Record<string, Deadline>;
  /** The last proposal that was declined: SHA-256 of what it said, by whom, when and why. */
  declinedProposal?: DeclinedProposal;
  /** How often the cycle as a whole has done what a kind of deadline is about, in every round. */
  readonly timesMet: Partial<Record<DeadlineKind, number>>;
  /** The reminders that somebody sent by hand, by id. */
  readonly sentReminders: Record<string, SentReminder>;
}

/** A reminder that somebody of the office sent. */
export interface SentReminder {
  readonly deadlineId: string;
  readonly unitId: string;
  /** When it was recorded, ISO 8601 UTC. */
  readonly at: string;
  isTakenBack?: true;
}

export interface Deadline {
  readonly deadlineId: string;
  readonly kind: DeadlineKind;
  due: string;
  /** The day it was set. */
  readonly setOn: string;
  basis: DeadlineBasis;
  /** The law or act that imposes it. */
  act?: string;
  /** How its day was found last, whatever a person has done since; absent where a person set it. */
  derivation?: Derivation;
  /** The units for which it was extended, each with its last day. */
  readonly forUnits: Record<string, string>;
  readonly history: DeadlineChange[];
}

export interface DeclinedProposal {
  readonly proposal: string;
  readonly by: string;
  readonly on: string;
  readonly reason: string;
}

/** A change of date: the old one stays visible. */
export interface DeadlineChange {
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly by: string;
  /** The day it was changed. */
  readonly on: string;
  /** True when the old day was over by then: it had been missed. Not while it stood still. */
  readonly late: boolean;
  readonly act?: string;
  readonly unitId?: string;
  /** That its template gave the new day, and a person accepted it; absent where the person chose it. */
  readonly derived?: true;
  /** On what it has rested since, where that changed with the day. */
  readonly basis?: DeadlineBasis;
}

export const beginDeadlinesData = (): DeadlinesData => ({
  deadlines: {},
  timesMet: {},
  sentReminders: {},
});
