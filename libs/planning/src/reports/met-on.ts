import type { DatabaseSync } from 'node:sqlite';
import { deadlinesLateness, type LatenessQuery } from './lateness.js';

/**
 * The deadlines of a cycle that are met, in time or late, each with the day on which they were. What came back and is
 * owed again is not met any more.
 * @param database of `SchedaTimesProjection`
 */
export function metOn(
  database: DatabaseSync,
  which: Pick<LatenessQuery, 'cycleId' | 'on'>,
): ReadonlyMap<string, string> {
  const all = deadlinesLateness(database, which);
  return new Map(
    all.flatMap(({ deadlineId, lateness, doneOn, owedAgain }) =>
      doneOn !== null && !owedAgain && (lateness === 'onTime' || lateness === 'late')
        ? [[deadlineId, doneOn] as const]
        : [],
    ),
  );
}
