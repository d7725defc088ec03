import type { DatabaseSync } from 'node:sqlite';
import { romeDay } from '#calendar';
import type { LogFilter, RecordedEvent } from '#event-store';
import {
  cycleName,
  idOfStream,
  type DataOf,
  type PlanningFact,
  type ReminderLevel,
} from '#planning';
import { Projection } from '#projections';
import { prepared } from './prepared.js';

type Data = Readonly<Record<string, string | number | undefined>>;
/** What is told of a fact: whose it is, its id, where it stands in the log and when it was recorded. */
interface Told {
  readonly cycleId: string;
  readonly eventId: string;
  readonly position: number;
  /** The day it happened. */
  readonly day: string;
  readonly atMs: number;
  /** The definition it was recorded under: `poa-annuale/1`. */
  readonly definition: string;
}
type Note = (database: DatabaseSync, told: Told, data: Data) => void;

/** Before the first reminder: comes before every number of days. */
export const NONE_YET = -1_000_000;

/**
 * The deadlines that run: by their last day, which is what is missed, and by each day that somebody is to be
 * reminded of. What is in no list costs nothing, however many there have been. No moment of a reminder is kept:
 * it follows from the day and the calendar of the office when it is asked for, so that a calendar that changes
 * has nothing to change here.
 */
export class ArmedDeadlinesProjection extends Projection {
  readonly name = 'armed-deadlines';
  readonly version = 3;
  readonly filter: LogFilter = {
    categories: ['cycle', 'register'],
    types: Object.keys(notes),
  };
  readonly schema = `
    CREATE TABLE deadline (
      cycle_id TEXT NOT NULL,
      deadline_id TEXT NOT NULL,
      due TEXT NOT NULL, -- for all
      last_day TEXT NOT NULL, -- for whoever has most time
      is_armed INTEGER NOT NULL,
      armed_by TEXT NOT NULL, -- the id of the event that gave it its day, or let its time go on
      touched INTEGER NOT NULL, -- the position of that event
      PRIMARY KEY (cycle_id, deadline_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX armed ON deadline (last_day, cycle_id, deadline_id) WHERE is_armed = 1;
    CREATE INDEX newly_armed ON deadline (touched) WHERE is_armed = 1;
    CREATE TABLE rule_set ( -- where one calendar and the same rules hold
      rule_set INTEGER PRIMARY KEY,
      zone TEXT NOT NULL,
      definition TEXT NOT NULL,
      UNIQUE (zone, definition)
    ) STRICT;
    CREATE TABLE day ( -- a day to remind of: that of all, or the own one of a unit
      cycle_id TEXT NOT NULL,
      deadline_id TEXT NOT NULL,
      unit_id TEXT NOT NULL, -- empty for all
      due TEXT NOT NULL,
      rule_set INTEGER NOT NULL,
      armed_by TEXT NOT NULL, -- the id of the event that gave this day, or let its time go on
      armed_ms INTEGER NOT NULL, -- when that was recorded
      touched INTEGER NOT NULL, -- the position of that event
      is_running INTEGER NOT NULL,
      is_moved INTEGER NOT NULL, -- whether it was moved to this day while its day before was not over
      owner INTEGER NOT NULL, -- the last reminder that was sent, by level
      coordinator INTEGER NOT NULL,
      director INTEGER NOT NULL,
      PRIMARY KEY (cycle_id, deadline_id, unit_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX to_owner ON day (rule_set, owner, due) WHERE is_running = 1;
    CREATE INDEX to_coordinator ON day (rule_set, coordinator, due) WHERE is_running = 1;
    CREATE INDEX to_director ON day (rule_set, director, due) WHERE is_running = 1;
    CREATE INDEX newly_running ON day (touched) WHERE is_running = 1;
    CREATE TABLE standstill ( -- of cycles whose deadlines are suspended with them
      cycle_id TEXT PRIMARY KEY,
      from_day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE latest (at_ms INTEGER NOT NULL) STRICT; -- when the last of these facts was recorded
    INSERT INTO latest VALUES (0);
  `;

  apply(event: RecordedEvent, database: DatabaseSync): void {
    const { stream, type, id: eventId, position, metadata, data } = event;
    const note = notes[type as PlanningFact['type']];
    if (note === undefined) return;
    // The facts were checked when they were recorded, and hold texts and numbers where these notes look.
    const { id = '', version = 0 } = (metadata['definition'] ?? {}) as Partial<
      Record<string, string | number>
    >;
    const atMs = Date.parse(metadata['recordedAt'] as string);
    const told: Told = {
      ...{ cycleId: idOfStream(stream), eventId, position, atMs },
      day: metadata['occurredOn'] as string,
      definition: `${id}/${version}`,
    };
    note(database, told, data as Data);
    prepared(database, LATEST).run(atMs);
  }
}

const setDay = (
  database: DatabaseSync,
  told: Told,
  deadlineId: string,
  unitId: string,
  due: string,
  isMoved: boolean,
) => {
  const { cycleId, definition, eventId, position, atMs } = told;
  const zone = cycleName(cycleId)?.zone ?? '';
  prepared(database, ADD_RULE_SET).run(zone, definition);
  prepared(database, SET_DAY).run({
    ...{ cycleId, deadlineId, unitId, due, eventId, position, atMs, zone, definition },
    ...{ isMoved: Number(isMoved), none: NONE_YET },
  });
};

const move: Note = (database, told, { deadlineId, from = '', to, unitId = '', stoppedDays }) => {
  const { cycleId, eventId, position, atMs } = told;
  // A day given back after a standstill is no move; one that was over already had its own reminders, or none.
  const isMoved = stoppedDays === undefined && String(from) >= romeDay(atMs);
  setDay(database, told, String(deadlineId), String(unitId), String(to), isMoved);
  if (unitId === '') prepared(database, MOVE).run(String(to), cycleId, String(deadlineId));
  prepared(database, ARM).run({ cycleId, deadlineId: String(deadlineId), eventId, position });
};
const disarm: Note = (database, { cycleId }, { deadlineId = '' }) => {
  prepared(database, DISARM).run(cycleId, deadlineId);
};
const giveUp: Note = (database, told, data) => {
  disarm(database, told, data);
  prepared(database, GIVE_UP).run(told.cycleId, data['deadlineId'] ?? '');
};
const halt: Note = (database, { cycleId }) => {
  prepared(database, HALT).run(cycleId);
};
const goOn: Note = (database, { cycleId, eventId, position, atMs }) => {
  prepared(database, RUN_AGAIN).run(eventId, position, atMs, cycleId);
};

const notes: Partial<Record<PlanningFact['type'], Note>> = {
  DeadlineSet: (database, told, { deadlineId = '', due = '' }) => {
    const { cycleId, eventId, position } = told;
    prepared(database, SET).run(cycleId, deadlineId, due, due, eventId, position);
    setDay(database, told, String(deadlineId), '', String(due), false);
  },
  DeadlineExtended: move,
  DeadlineShortened: move,
  DeadlineMissed: disarm,
  DeadlineMet: giveUp,
  DeadlineWaived: giveUp,
  DeadlineCancelled: giveUp,
  ReminderSent: (database, { cycleId }, { deadlineId = '', unitId = '', due = '', ...sent }) => {
    const { level, offsetDays } = sent;
    // What a person asked for stands beside those of the rules.
    if (offsetDays === undefined) return;
    const sql = SENT[level as ReminderLevel];
    prepared(database, sql).run(offsetDays, cycleId, deadlineId, unitId, due);
  },
  DefinitionMigrated: (database, told, data) => {
    // Reminders follow the rules of the version it goes on under; those that were sent stay sent.
    const { id, version } = (data as unknown as DataOf<'DefinitionMigrated'>).to;
    const { cycleId, position } = told;
    const zone = cycleName(cycleId)?.zone ?? '';
    const definition = `${id}/${version}`;
    prepared(database, ADD_RULE_SET).run(zone, definition);
    prepared(database, FOLLOW).run({ cycleId, zone, definition, position });
  },
  CycleSuspended: (database, told, data) => {
    if (data['deadlines'] !== 'stop') return;
    prepared(database, STOP).run(told.cycleId, told.day);
    halt(database, told, data);
  },
  CycleResumed: (database, told, data) => {
    prepared(database, GO_ON).run(told.cycleId);
    prepared(database, ARM_AGAIN).run(told.eventId, told.position, told.cycleId);
    goOn(database, told, data);
  },
  CycleClosed: halt,
  CycleAbandoned: halt,
  CycleAnnulled: halt,
  CycleRevoked: halt,
  CycleReopened: goOn,
};

const LATEST = 'UPDATE latest SET at_ms = max(at_ms, ?)';
const SET = 'INSERT INTO deadline VALUES (?, ?, ?, ?, 1, ?, ?)';
const MOVE = 'UPDATE deadline SET due = ? WHERE cycle_id = ? AND deadline_id = ?';
const ADD_RULE_SET = 'INSERT OR IGNORE INTO rule_set (zone, definition) VALUES (?, ?)';
const FOLLOW = `
  UPDATE day SET touched = :position, rule_set = (
    SELECT rule_set FROM rule_set WHERE zone = :zone AND definition = :definition)
  WHERE cycle_id = :cycleId`;
const SET_DAY = `
  INSERT OR REPLACE INTO day
  SELECT :cycleId, :deadlineId, :unitId, :due, rule_set, :eventId, :atMs, :position, 1, :isMoved,
    :none, :none, :none
  FROM rule_set WHERE zone = :zone AND definition = :definition`;
const ARM = `
  UPDATE deadline SET is_armed = 1, armed_by = :eventId, touched = :position,
    last_day = max(due, coalesce((
      SELECT max(own.due) FROM day AS own
      WHERE own.cycle_id = :cycleId AND own.deadline_id = :deadlineId AND own.unit_id <> ''), ''))
  WHERE cycle_id = :cycleId AND deadline_id = :deadlineId`;
const DISARM = 'UPDATE deadline SET is_armed = 0 WHERE cycle_id = ? AND deadline_id = ?';
const GIVE_UP = 'DELETE FROM day WHERE cycle_id = ? AND deadline_id = ?';
const OF_DAY = 'WHERE cycle_id = ? AND deadline_id = ? AND unit_id = ? AND due = ?';
const SENT: Readonly<Record<ReminderLevel, string>> = {
  owner: `UPDATE day SET owner = ? ${OF_DAY}`,
  coordinator: `UPDATE day SET coordinator = ? ${OF_DAY}`,
  director: `UPDATE day SET director = ? ${OF_DAY}`,
};
const STOP = 'INSERT OR REPLACE INTO standstill VALUES (?, ?)';
const GO_ON = 'DELETE FROM standstill WHERE cycle_id = ?';
const ARM_AGAIN =
  'UPDATE deadline SET armed_by = ?, touched = ? WHERE cycle_id = ? AND is_armed = 1';
const HALT = 'UPDATE day SET is_running = 0 WHERE cycle_id = ?';
const RUN_AGAIN = `
  UPDATE day SET is_running = 1, is_moved = 0, armed_by = ?, touched = ?, armed_ms = ?
  WHERE cycle_id = ?`;

/** When the last fact about a deadline was recorded, in milliseconds since 1970; 0 before the first. */
export function lastRecordedMs(database: DatabaseSync): number {
  return (prepared(database, 'SELECT at_ms AS atMs FROM latest').get()?.['atMs'] ?? 0) as number;
}
