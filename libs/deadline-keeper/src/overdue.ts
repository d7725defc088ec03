import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './prepared.js';

/** A deadline whose last day is over. */
export interface OverdueDeadline {
  readonly cycleId: string;
  readonly deadlineId: string;
  readonly lastDay: string;
  /** The event that gave it its day: another day is another one. */
  readonly armedBy: string;
}

/** Which deadlines are looked for. */
export interface OverdueQuery {
  /** Those whose last day is before this one. */
  readonly today: string;
  /** Only those that got their day after this position. */
  readonly since: number;
}

/** The deadlines that run and whose last day is over, by that day. Time that stands still does not count. */
export function overdue(
  database: DatabaseSync,
  { today, since }: OverdueQuery,
): readonly OverdueDeadline[] {
  // Asked every second, it is about what is new; asked on a new day, about all.
  const sql = since === 0 ? OVERDUE : NEWLY_OVERDUE;
  return prepared(database, sql).all({ today, since }) as unknown as OverdueDeadline[];
}

const OVER = 'is_armed = 1 AND last_day < :today AND touched > :since';
const COLUMNS = `
  cycle_id AS cycleId, deadline_id AS deadlineId, last_day AS lastDay, armed_by AS armedBy`;
const TIME_RUNS = `
  NOT EXISTS (
    SELECT 1 FROM standstill
    WHERE standstill.cycle_id = deadline.cycle_id AND from_day <= last_day)`;
const IN_ORDER = 'ORDER BY last_day, cycle_id, deadline_id';
const OVERDUE = `
  SELECT ${COLUMNS} FROM deadline INDEXED BY armed WHERE ${OVER} AND ${TIME_RUNS} ${IN_ORDER}`;
const NEWLY_OVERDUE = `
  SELECT ${COLUMNS} FROM deadline INDEXED BY newly_armed WHERE ${OVER} AND ${TIME_RUNS} ${IN_ORDER}`;

/** The position of the last fact that gave a deadline its day. */
export function lastArmed(database: DatabaseSync): number {
  return (prepared(database, LAST_ARMED).get()?.['position'] ?? 0) as number;
}

const LAST_ARMED = `
  SELECT max(
    coalesce((SELECT max(touched) FROM deadline INDEXED BY newly_armed WHERE is_armed = 1), 0),
    coalesce((SELECT max(touched) FROM day INDEXED BY newly_running WHERE is_running = 1), 0)
  ) AS position`;
