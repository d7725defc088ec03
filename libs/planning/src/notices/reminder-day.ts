import type { DatabaseSync } from 'node:sqlite';
import type { Deadline } from '../deadline/deadline.data.js';
import { dueFor } from '../deadline/due-for.js';
import { statement } from '../read-side/statement.js';

/** The day that somebody was reminded of. */
export interface RemindedDay {
  readonly cycleId: string;
  readonly deadlineId: string;
  readonly due: string;
  /** The units they were told for; none for whoever coordinates or directs. */
  readonly unitIds: readonly string[];
}

/**
 * The day that a notice reminds its recipient of; undefined where it reminds of none.
 * @param database of `NoticesProjection`
 */
export function remindedDay(database: DatabaseSync, noticeId: string): RemindedDay | undefined {
  const row = find(database).get(noticeId);
  if (!row) return undefined;
  // The columns are named after the fields.
  const unitIds: unknown = JSON.parse(row['unitIds'] as string);
  return { ...row, unitIds } as unknown as RemindedDay;
}

/**
 * The day that holds for whoever was reminded of another one; undefined while the day they were told still holds, for
 * them or for one of their units.
 */
export function otherDayNow(
  { due, unitIds }: Pick<RemindedDay, 'due' | 'unitIds'>,
  deadline: Pick<Deadline, 'due' | 'forUnits'>,
): string | undefined {
  // Whoever looks after all units is told of the day of each.
  const units = unitIds.length > 0 ? unitIds : [undefined, ...Object.keys(deadline.forUnits)];
  const days = units.map((unitId) => dueFor(deadline, unitId)).toSorted();
  return days.includes(due) ? undefined : days[0];
}

const find = statement(`
  SELECT notice.cycle_id AS cycleId, about_id AS deadlineId, due, (
    SELECT json_group_array(unit_id) FROM reminded
    WHERE reminded.event_id = notice.event_id AND person_id = recipient_id AND unit_id <> '') AS unitIds
  FROM notice JOIN reminder USING (event_id) WHERE notice_id = ?`);
