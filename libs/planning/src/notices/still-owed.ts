import type { DatabaseSync } from 'node:sqlite';
import type { About } from '#notifications';
import { deadlinesLateness, type Lateness } from '../reports/lateness.js';

/** What somebody has still to do. */
const OWED: ReadonlySet<Lateness> = new Set(['open', 'missing']);

/**
 * Whether what a notice reminds of is still to be done: asked right before a mail leaves, which may be hours after
 * the reminder was recorded. What was done and came back is to be done again. What is about something else is always told.
 * @param database of `SchedaTimesProjection`
 * @param on the day it is asked, Europe/Rome
 */
export function isStillOwed(
  database: DatabaseSync,
  { cycleId, about }: { readonly cycleId: string; readonly about: About },
  on: string,
): boolean {
  if (about.kind !== 'deadline') return true;
  const deadline = deadlinesLateness(database, { cycleId, on }).find(
    ({ deadlineId }) => deadlineId === about.id,
  );
  // What the view does not know is told rather than kept back.
  return !deadline || deadline.owedAgain || OWED.has(deadline.lateness);
}
