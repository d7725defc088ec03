import type { DatabaseSync } from 'node:sqlite';
import { cycleName } from '../cycle/cycle-id.js';
import type { DataOf } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';

/** The table in which the agenda keeps the sessions for which an organ was convened. */
export const sessionTable = `
  CREATE TABLE session (
    zone TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    organ TEXT NOT NULL,
    day TEXT NOT NULL,
    start_time TEXT, -- nobody said, of those convened before there was a place to say it
    venue TEXT,
    standing TEXT NOT NULL, -- convened, held, cancelled
    changes INTEGER NOT NULL,
    changed_ms INTEGER NOT NULL,
    PRIMARY KEY (zone, cycle_id, session_id)
  ) STRICT, WITHOUT ROWID;
`;

/** Of which cycle a fact is, and when it was recorded, in milliseconds since 1970 (UTC). */
interface Told {
  readonly cycleId: string;
  readonly atMs: number;
}

const zoneOf = (cycleId: string): string => cycleName(cycleId)?.zone ?? '';

/** How the agenda follows the facts of sessions. */
export const sessionNotes = {
  OrganConvened(session: DataOf<'OrganConvened'>, { cycleId, atMs }: Told, database: DatabaseSync) {
    const { sessionId, organ, sessionOn, startTime = null, venue = null } = session;
    const place = [zoneOf(cycleId), cycleId, sessionId];
    convene(database).run(...place, organ, sessionOn, startTime, venue, atMs);
  },
  SessionCancelled(
    { sessionId }: DataOf<'SessionCancelled'>,
    { cycleId, atMs }: Told,
    database: DatabaseSync,
  ) {
    change(database).run('cancelled', atMs, zoneOf(cycleId), cycleId, sessionId);
  },
  DeliberationRecorded(
    { sessionId }: DataOf<'DeliberationRecorded'>,
    { cycleId, atMs }: Told,
    database: DatabaseSync,
  ) {
    change(database).run('held', atMs, zoneOf(cycleId), cycleId, sessionId);
  },
};

/** What happens to a cycle changes what is told of its sessions to come. */
export function touchSessions({ cycleId, atMs }: Told, database: DatabaseSync): void {
  touch(database).run(atMs, zoneOf(cycleId), cycleId);
}

/** A session of an organ as a calendar tells of it. */
export interface SessionInAgenda {
  readonly cycleId: string;
  readonly sessionId: string;
  readonly organ: string;
  /** Europe/Rome. */
  readonly day: string;
  /** `09:30`, Europe/Rome; null where nobody said. */
  readonly startTime: string | null;
  readonly venue: string | null;
  readonly standing: 'convened' | 'held' | 'cancelled';
  readonly isCalledOff: boolean;
  readonly changes: number;
  readonly changedMs: number;
}

/** The sessions of the cycles of a zone from a day on, by cycle and id. */
export function sessionsInAgenda(
  database: DatabaseSync,
  { zone, since }: { readonly zone: string; readonly since: string },
): readonly SessionInAgenda[] {
  return ofZone(database).all(zone, since).map(sessionIn);
}

/** One session; undefined when there is none of that id. */
export function sessionInAgenda(
  database: DatabaseSync,
  cycleId: string,
  sessionId: string,
): SessionInAgenda | undefined {
  const row = one(database).get(zoneOf(cycleId), cycleId, sessionId);
  return row && sessionIn(row);
}

function sessionIn({ isCalledOff, ...row }: Readonly<Record<string, unknown>>): SessionInAgenda {
  // The rest are the columns of the query, named after the fields.
  return { ...row, isCalledOff: isCalledOff === 1 } as unknown as SessionInAgenda;
}

const CHANGED = 'changes = changes + 1, changed_ms = ?';
const convene = statement("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, 'convened', 0, ?)");
const change = statement(`
  UPDATE session SET standing = ?, ${CHANGED}
  WHERE zone = ? AND cycle_id = ? AND session_id = ?`);
const touch = statement(`
  UPDATE session SET ${CHANGED} WHERE zone = ? AND cycle_id = ? AND standing = 'convened'`);
const SESSIONS = `
  SELECT cycle_id AS cycleId, session_id AS sessionId, organ, day, start_time AS startTime, venue,
    standing, changes, changed_ms AS changedMs,
    EXISTS (SELECT 1 FROM ended WHERE ended.cycle_id = it.cycle_id) AS isCalledOff
  FROM session AS it`;
const ofZone = statement(`${SESSIONS} WHERE zone = ? AND day >= ? ORDER BY cycle_id, session_id`);
const one = statement(`${SESSIONS} WHERE zone = ? AND cycle_id = ? AND session_id = ?`);
