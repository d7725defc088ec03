import type { DeadlineBasis, DeadlineKind } from '../value-sets.js';

/** What is remembered of deadlines. */
export interface DeadlinesData {
  readonly deadlines: Record<string, Deadline>;
  /** How often the cycle as a whole has done what a kind of deadline is about. */
  readonly timesMet: Partial<Record<DeadlineKind, number>>;
}

export interface Deadline {
  readonly deadlineId: string;
  readonly kind: DeadlineKind;
  due: string;
  readonly basis: DeadlineBasis;
  /** The units for which it was extended, each with its last day. */
  readonly forUnits: Record<string, string>;
  readonly history: DeadlineChange[];
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
}

export const beginDeadlinesData = (): DeadlinesData => ({ deadlines: {}, timesMet: {} });
