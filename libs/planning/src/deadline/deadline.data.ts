import type { DeadlineBasis, DeadlineKind } from '../value-sets.js';

/** What is remembered of deadlines. */
export interface DeadlinesData {
  readonly deadlines: Record<string, Deadline>;
}

export interface Deadline {
  readonly deadlineId: string;
  readonly kind: DeadlineKind;
  due: string;
  readonly basis: DeadlineBasis;
  readonly history: { readonly from: string; readonly to: string; readonly reason: string }[];
}

export const beginDeadlinesData = (): DeadlinesData => ({ deadlines: {} });
