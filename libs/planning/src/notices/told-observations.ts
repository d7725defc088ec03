import type { DatabaseSync } from 'node:sqlite';
import type { PlanningFact } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';

/** The table in which the projection of notices keeps until when minutes may be observed. */
export const observationTable = `
  CREATE TABLE minutes_opened (
    event_id TEXT PRIMARY KEY,
    until TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Keeps until when minutes may be observed. */
export function followObservations(
  fact: PlanningFact,
  eventId: string,
  database: DatabaseSync,
): void {
  if (fact.type === 'MinutesOpenedToObservations') keep(database).run(eventId, fact.data.until);
}

/** The last day on which observations count, of the fact that opened minutes to them; undefined of any other. */
export function observationsEnd(database: DatabaseSync, eventId: string): string | undefined {
  return find(database).get(eventId)?.['until'] as string | undefined;
}

const keep = statement('INSERT OR REPLACE INTO minutes_opened VALUES (?, ?)');
const find = statement('SELECT until FROM minutes_opened WHERE event_id = ?');
