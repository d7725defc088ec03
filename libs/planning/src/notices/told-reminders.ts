import type { DatabaseSync } from 'node:sqlite';
import { takeBackNotices } from '#notifications';
import type { ReminderLevel } from '../deadline/deadline.facts.js';
import type { PlanningFact } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';

/** The table in which the projection of notices keeps what the reminders of deadlines said. */
export const reminderTable = `
  CREATE TABLE reminder (
    event_id TEXT PRIMARY KEY,
    cycle_id TEXT NOT NULL,
    due TEXT NOT NULL,
    level TEXT NOT NULL,
    reminder_id TEXT, -- of one that somebody sent; another cycle may have the same
    taken_back INTEGER NOT NULL -- before it left
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX reminder_by_id ON reminder (cycle_id, reminder_id) WHERE reminder_id IS NOT NULL;
  CREATE TABLE reminded ( -- who, and for which units; none, for whoever coordinates or directs
    event_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    PRIMARY KEY (event_id, person_id, unit_id)
  ) STRICT, WITHOUT ROWID;
`;

/** The types of facts that `followReminders` and `takeBackReminders` look at. */
export const typesOfReminders: readonly PlanningFact['type'][] = [
  'ReminderSent',
  'ReminderTakenBack',
];

/** What a reminder said: the last day of those it is for, and as what they were told. */
export interface ToldReminder {
  readonly due: string;
  readonly level: ReminderLevel;
  /** Whether it was taken back before it left. */
  readonly isTakenBack: boolean;
}

/** A fact as it was recorded, of whichever cycle. */
interface Recorded {
  readonly fact: PlanningFact;
  readonly cycleId: string;
  readonly eventId: string;
  /** ISO 8601 UTC */
  readonly recordedAt: string;
}

/** Keeps what a reminder says. */
export function followReminders(
  { fact, cycleId, eventId }: Omit<Recorded, 'recordedAt'>,
  database: DatabaseSync,
): void {
  if (fact.type !== 'ReminderSent') return;
  const { due, level, told, reminderId = null } = fact.data;
  keep(database).run(eventId, cycleId, due, level, reminderId);
  for (const { personId, unitId = '' } of told) remind(database).run(eventId, personId, unitId);
}

/** Nobody is told any more of a reminder that somebody took back. */
export function takeBackReminders(
  { fact, cycleId, recordedAt }: Omit<Recorded, 'eventId'>,
  database: DatabaseSync,
): void {
  if (fact.type !== 'ReminderTakenBack') return;
  for (const { eventId } of takeBack(database).all(cycleId, fact.data.reminderId)) {
    takeBackNotices(database, { eventId: eventId as string, at: recordedAt });
  }
}

/** The notices of reminders of a deadline that are for one unit and for no other. */
export function remindersOfUnit(
  database: DatabaseSync,
  { cycleId, deadlineId, unitId }: Readonly<Record<'cycleId' | 'deadlineId' | 'unitId', string>>,
): readonly string[] {
  return ofUnit(database)
    .all({ cycleId, deadlineId, unitId })
    .map((row) => row['notice_id'] as string);
}

/** How often a unit was reminded because somebody asked for it, and when last: an instant, UTC. */
export interface RemindedUnit {
  readonly unitId: string;
  readonly times: number;
  readonly lastAt: string;
}

/** The units of a cycle that somebody reminded by hand, and did not take it back. @param database of `NoticesProjection` */
export function remindedByHand(database: DatabaseSync, cycleId: string): readonly RemindedUnit[] {
  // The columns are named after the fields.
  return byHand(database).all(cycleId) as unknown as readonly RemindedUnit[];
}

/** What a fact reminded of; undefined where it is no reminder. */
export function reminderOf(database: DatabaseSync, eventId: string): ToldReminder | undefined {
  const row = find(database).get(eventId);
  return (
    row && {
      due: row['due'] as string,
      level: row['level'] as ReminderLevel,
      isTakenBack: row['isTakenBack'] === 1,
    }
  );
}

/**
 * Whether a mail that says how long there is would leave after the last day: put off so long, it tells of a time that
 * there is no more. That the day is over, the reminder of the day after says.
 * @param on the day on which it would leave, Europe/Rome
 */
export function remindsInVain(
  ruleId: string,
  reminder: Pick<ToldReminder, 'due'> | undefined,
  on: string,
): boolean {
  return ruleId === 'deadline-near' && reminder !== undefined && reminder.due < on;
}

const keep = statement('INSERT OR IGNORE INTO reminder VALUES (?, ?, ?, ?, ?, 0)');
const takeBack = statement(`
  UPDATE reminder SET taken_back = 1 WHERE cycle_id = ? AND reminder_id = ? RETURNING event_id AS eventId`);
const remind = statement('INSERT OR IGNORE INTO reminded VALUES (?, ?, ?)');
const ofUnit = statement(`
  SELECT notice_id FROM notice
  JOIN reminded ON reminded.event_id = notice.event_id AND person_id = recipient_id
  WHERE cycle_id = :cycleId AND about_kind = 'deadline' AND about_id = :deadlineId
  GROUP BY notice_id HAVING min(unit_id) = :unitId AND max(unit_id) = :unitId`);
const find = statement(
  'SELECT due, level, taken_back AS isTakenBack FROM reminder WHERE event_id = ?',
);
const byHand = statement(`
  SELECT reminded.unit_id AS unitId, count(DISTINCT notice.event_id) AS times, max(recorded_at) AS lastAt
  FROM notice JOIN reminded ON reminded.event_id = notice.event_id AND person_id = recipient_id
  JOIN reminder ON reminder.event_id = notice.event_id AND taken_back = 0
  WHERE notice.cycle_id = ? AND rule_id = 'unit-reminded'
  GROUP BY reminded.unit_id ORDER BY reminded.unit_id`);
