import type { DatabaseSync } from 'node:sqlite';
import type { ReminderLevel } from '../deadline/deadline.facts.js';
import type { PlanningFact } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';

/** The table in which the projection of notices keeps what the reminders of deadlines said. */
export const reminderTable = `
  CREATE TABLE reminder (
    event_id TEXT PRIMARY KEY,
    due TEXT NOT NULL,
    level TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** What a reminder said: the last day of those it is for, and as what they were told. */
export interface ToldReminder {
  readonly due: string;
  readonly level: ReminderLevel;
}

/** Keeps what a reminder says. */
export function followReminders(fact: PlanningFact, eventId: string, database: DatabaseSync): void {
  if (fact.type === 'ReminderSent') keep(database).run(eventId, fact.data.due, fact.data.level);
}

/** What a fact reminded of; undefined where it is no reminder. */
export function reminderOf(database: DatabaseSync, eventId: string): ToldReminder | undefined {
  // The columns are named after the fields.
  return find(database).get(eventId) as ToldReminder | undefined;
}

const keep = statement('INSERT OR REPLACE INTO reminder VALUES (?, ?, ?)');
const find = statement('SELECT due, level FROM reminder WHERE event_id = ?');
