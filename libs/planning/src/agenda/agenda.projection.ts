import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { Projection } from '#projections';
import { redactedText } from '../correction/redaction.js';
import { cycleName, idOfStream } from '../cycle/cycle-id.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { statement } from '../read-side/statement.js';
import { kindsAtWork, workOfDeadlines } from './work-of-deadlines.js';
import { sessionNotes, sessionTable, touchSessions } from './sessions-in-agenda.js';

/** A fact as these notes are told of it. */
interface Told {
  readonly cycleId: string;
  readonly revision: number;
  /** When it was recorded, in milliseconds since 1970 (UTC). */
  readonly atMs: number;
}
type Notes = {
  readonly [Type in PlanningFact['type']]?: (
    data: DataOf<Type>,
    told: Told,
    database: DatabaseSync,
  ) => void;
};

/**
 * What stands in the calendars of people: every deadline, meeting and session of each zone, with how often
 * it was changed. What was called off stays, since a calendar is to say so.
 */
export class AgendaProjection extends Projection {
  readonly name = 'agenda';
  readonly version = 6;
  readonly filter: LogFilter = {
    categories: ['cycle', 'register'],
    types: [...new Set([...Object.keys(notes), ...workOfDeadlines])],
  };
  readonly schema = `${sessionTable}
    CREATE TABLE deadline (
      zone TEXT NOT NULL,
      cycle_id TEXT NOT NULL,
      deadline_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      due TEXT NOT NULL, -- for all
      due_before TEXT, -- what it was, if it was moved
      standing TEXT NOT NULL, -- running, missed, waived, cancelled
      changes INTEGER NOT NULL,
      changed_ms INTEGER NOT NULL,
      PRIMARY KEY (zone, cycle_id, deadline_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE day_of_unit (
      cycle_id TEXT NOT NULL,
      deadline_id TEXT NOT NULL,
      unit_id TEXT NOT NULL,
      due TEXT NOT NULL,
      PRIMARY KEY (cycle_id, deadline_id, unit_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE meeting (
      zone TEXT NOT NULL,
      cycle_id TEXT NOT NULL,
      meeting_id TEXT NOT NULL,
      title TEXT NOT NULL,
      title_revision INTEGER NOT NULL, -- of the fact that gave it
      day TEXT NOT NULL,
      day_before TEXT,
      held_revision INTEGER,
      start_time TEXT,
      channel TEXT NOT NULL,
      venue TEXT,
      room TEXT,
      online_address TEXT,
      place_revision INTEGER NOT NULL, -- of the fact that said where
      agenda_items TEXT NOT NULL, -- JSON
      agenda_revision INTEGER NOT NULL, -- of the fact that gave them
      standing TEXT NOT NULL, -- scheduled, convened, held, cancelled
      changes INTEGER NOT NULL,
      changed_ms INTEGER NOT NULL,
      PRIMARY KEY (zone, cycle_id, meeting_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE standstill ( -- cycles that are suspended, and their deadlines with them
      cycle_id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE ended ( -- cycles that will not be gone through with
      cycle_id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
  `;

  apply(event: RecordedEvent, database: DatabaseSync): void {
    // The note under a type takes the data of that type; TypeScript cannot follow the two together.
    const note = notes[event.type as PlanningFact['type']] as
      ((data: unknown, told: Told, database: DatabaseSync) => void) | undefined;
    const cycleId = idOfStream(event.stream);
    // The pipeline writes it into every fact.
    const atMs = Date.parse(event.metadata['recordedAt'] as string);
    const told = { cycleId, revision: event.revision, atMs };
    note?.(event.data, told, database);
    // Written by our own streams.
    const kinds = kindsAtWork({ type: event.type, data: event.data } as unknown as PlanningFact);
    if (kinds.length === 0) return;
    touchKinds(database).run(atMs, zoneOf(cycleId), cycleId, JSON.stringify(kinds));
  }
}

const zoneOf = (cycleId: string): string => cycleName(cycleId)?.zone ?? '';

const notes: Notes = {
  ...sessionNotes,
  DeadlineSet({ deadlineId, kind, due }, { cycleId, atMs }, database) {
    setDeadline(database).run(zoneOf(cycleId), cycleId, deadlineId, kind, due, atMs);
  },
  DeadlineExtended({ deadlineId, from, to, unitId }, told, database) {
    if (unitId !== undefined) setDayOfUnit(database).run(told.cycleId, deadlineId, unitId, to);
    else moveDeadline(database).run(to, from, ...place(told, deadlineId));
    changeDeadline(told, deadlineId, 'running', database);
  },
  DeadlineShortened({ deadlineId, from, to }, told, database) {
    moveDeadline(database).run(to, from, ...place(told, deadlineId));
    changeDeadline(told, deadlineId, 'running', database);
  },
  DeadlineMissed({ deadlineId }, told, database) {
    changeDeadline(told, deadlineId, 'missed', database);
  },
  DeadlineMet({ deadlineId }, told, database) {
    changeDeadline(told, deadlineId, null, database);
  },
  DeadlineWaived({ deadlineId }, told, database) {
    changeDeadline(told, deadlineId, 'waived', database);
  },
  DeadlineCancelled({ deadlineId }, told, database) {
    changeDeadline(told, deadlineId, 'cancelled', database);
  },
  CycleSuspended({ deadlines }, told, database) {
    if (deadlines !== 'stop') return;
    stop(database).run(told.cycleId);
    changeAll(told, database);
  },
  CycleResumed(_resumed, told, database) {
    // Changed again also where time ran on: what is told of them may be another thing.
    goOn(database).run(told.cycleId);
    changeAll(told, database);
  },
  CycleAbandoned: callOff,
  CycleAnnulled: callOff,
  CycleRevoked: callOff,
  CycleReopened(_reopened, told, database) {
    takeUpAgain(database).run(told.cycleId);
    changeAll(told, database);
  },
  MeetingScheduled(plan, { cycleId, revision, atMs }, database) {
    const { meetingId, title, date, channel } = plan;
    const { startTime = null, venue = null, room = null, onlineAddress = null } = plan;
    schedule(database).run(
      ...[zoneOf(cycleId), cycleId, meetingId, title, revision, date],
      ...[startTime, channel, venue, room, onlineAddress, revision],
      ...[JSON.stringify(plan.agendaItems ?? []), revision, atMs],
    );
  },
  MeetingConvened({ meetingId }, told, database) {
    changeMeeting(told, meetingId, 'convened', database);
  },
  MeetingRescheduled({ meetingId, from, to, arrangements, agendaItems }, told, database) {
    if (to !== from) moveMeeting(database).run(to, from, ...place(told, meetingId));
    if (arrangements) {
      const { startTime = null, channel, venue = null, room = null } = arrangements;
      const { onlineAddress = null } = arrangements;
      const how = [startTime, channel, venue, room, onlineAddress, told.revision] as const;
      arrange(database).run(...how, ...place(told, meetingId));
    }
    if (agendaItems) {
      const items = [JSON.stringify(agendaItems), told.revision] as const;
      replaceAgenda(database).run(...items, ...place(told, meetingId));
    }
    changeMeeting(told, meetingId, null, database);
  },
  MeetingCancelled({ meetingId }, told, database) {
    changeMeeting(told, meetingId, 'cancelled', database);
  },
  MeetingHeld({ meetingId, heldOn }, told, database) {
    hold(database).run(heldOn, told.revision, ...place(told, meetingId));
    changeMeeting(told, meetingId, 'held', database);
  },
  RecordCorrected({ factRevision, field, new: right }, { cycleId, atMs }, database) {
    if (field === '/heldOn') correctDay(database).run(right, atMs, cycleId, factRevision);
  },
  TextRedacted({ factRevision, where, pointer, sha256 }, { cycleId, atMs }, database) {
    if (where !== 'data') return;
    const [, item] = /^\/agendaItems\/(\d{1,3})$/.exec(pointer) ?? [];
    if (item !== undefined) {
      hideItem(database).run(`$[${item}]`, redactedText(sha256), atMs, cycleId, factRevision);
    }
    if (!Object.hasOwn(hiding, pointer)) return;
    hiding[pointer]?.(database).run(redactedText(sha256), atMs, cycleId, factRevision);
  },
};

/** The process is given up: nothing of it is due any more. */
function callOff(_ended: unknown, told: Told, database: DatabaseSync): void {
  end(database).run(told.cycleId);
  changeAll(told, database);
}

const place = ({ cycleId }: Told, id: string) => [zoneOf(cycleId), cycleId, id] as const;

function changeDeadline(
  told: Told,
  deadlineId: string,
  standing: string | null,
  database: DatabaseSync,
): void {
  touchDeadline(database).run(standing, told.atMs, ...place(told, deadlineId));
}

function changeMeeting(
  told: Told,
  meetingId: string,
  standing: string | null,
  database: DatabaseSync,
): void {
  touchMeeting(database).run(standing, told.atMs, ...place(told, meetingId));
}

/** What happens to a cycle changes what is told of everything in it that is not over and done with. */
function changeAll({ cycleId, atMs }: Told, database: DatabaseSync): void {
  touchDeadlines(database).run(atMs, zoneOf(cycleId), cycleId);
  touchMeetings(database).run(atMs, zoneOf(cycleId), cycleId);
  touchSessions({ cycleId, atMs }, database);
}

const DEADLINE = 'WHERE zone = ? AND cycle_id = ? AND deadline_id = ?';
const MEETING = 'WHERE zone = ? AND cycle_id = ? AND meeting_id = ?';
const CHANGED = 'changes = changes + 1, changed_ms = ?';
const setDeadline = statement("INSERT INTO deadline VALUES (?, ?, ?, ?, ?, NULL, 'running', 0, ?)");
const setDayOfUnit = statement('INSERT OR REPLACE INTO day_of_unit VALUES (?, ?, ?, ?)');
const moveDeadline = statement(`UPDATE deadline SET due = ?, due_before = ? ${DEADLINE}`);
const touchDeadline = statement(
  `UPDATE deadline SET standing = coalesce(?, standing), ${CHANGED} ${DEADLINE}`,
);
/** Also where nothing else is told of it in the end: a sequence may grow for less than it has to, and never shrinks. */
const touchKinds = statement(`
  UPDATE deadline SET ${CHANGED}
  WHERE zone = ? AND cycle_id = ? AND standing IN ('running', 'missed')
    AND kind IN (SELECT value FROM json_each(?))`);
const touchDeadlines = statement(`
  UPDATE deadline SET ${CHANGED}
  WHERE zone = ? AND cycle_id = ? AND standing IN ('running', 'missed')`);
const schedule = statement(
  `INSERT INTO meeting
   VALUES (?, ?, ?, ?, ?, ?, NULL, NULL, ?, ?, ?, ?, ?, ?, ?, ?, 'scheduled', 0, ?)`,
);
const moveMeeting = statement(`UPDATE meeting SET day = ?, day_before = ? ${MEETING}`);
const arrange = statement(
  `UPDATE meeting SET
     start_time = ?, channel = ?, venue = ?, room = ?, online_address = ?, place_revision = ? ${MEETING}`,
);
const replaceAgenda = statement(
  `UPDATE meeting SET agenda_items = ?, agenda_revision = ? ${MEETING}`,
);
const hideItem = statement(`
  UPDATE meeting SET agenda_items = json_replace(agenda_items, ?, ?), ${CHANGED}
  WHERE cycle_id = ? AND agenda_revision = ?`);
const hold = statement(`UPDATE meeting SET day = ?, held_revision = ? ${MEETING}`);
const touchMeeting = statement(
  `UPDATE meeting SET standing = coalesce(?, standing), ${CHANGED} ${MEETING}`,
);
const touchMeetings = statement(`
  UPDATE meeting SET ${CHANGED}
  WHERE zone = ? AND cycle_id = ? AND standing IN ('scheduled', 'convened')`);
const correctDay = statement(
  `UPDATE meeting SET day = ?, ${CHANGED} WHERE cycle_id = ? AND held_revision = ?`,
);
const hideTitle = statement(
  `UPDATE meeting SET title = ?, ${CHANGED} WHERE cycle_id = ? AND title_revision = ?`,
);
const hideVenue = statement(
  `UPDATE meeting SET venue = ?, ${CHANGED} WHERE cycle_id = ? AND place_revision = ?`,
);
const hideRoom = statement(
  `UPDATE meeting SET room = ?, ${CHANGED} WHERE cycle_id = ? AND place_revision = ?`,
);
/** What hides a text, by where facts say it. */
const hiding: Readonly<Record<string, typeof hideTitle>> = {
  '/title': hideTitle,
  ...{ '/venue': hideVenue, '/arrangements/venue': hideVenue },
  ...{ '/room': hideRoom, '/arrangements/room': hideRoom },
};
const stop = statement('INSERT OR REPLACE INTO standstill VALUES (?)');
const goOn = statement('DELETE FROM standstill WHERE cycle_id = ?');
const end = statement('INSERT OR REPLACE INTO ended VALUES (?)');
const takeUpAgain = statement('DELETE FROM ended WHERE cycle_id = ?');

/** A deadline as a calendar tells of it. */
export interface DeadlineInAgenda {
  readonly cycleId: string;
  readonly deadlineId: string;
  readonly kind: string;
  /** For all. */
  readonly due: string;
  readonly dueBefore: string | null;
  readonly forUnits: Readonly<Record<string, string>>;
  readonly standing: 'running' | 'missed' | 'waived' | 'cancelled';
  /** Whether its time stands still with that of its cycle. */
  readonly standsStill: boolean;
  /** Whether the cycle will not be gone through with. */
  readonly isCalledOff: boolean;
  readonly changes: number;
  readonly changedMs: number;
}

/** A meeting as a calendar tells of it. */
export interface MeetingInAgenda {
  readonly cycleId: string;
  readonly meetingId: string;
  readonly title: string;
  readonly day: string;
  readonly dayBefore: string | null;
  readonly startTime: string | null;
  readonly channel: 'IN_PERSON' | 'ONLINE' | 'MIXED';
  readonly venue: string | null;
  readonly room: string | null;
  readonly onlineAddress: string | null;
  readonly agendaItems: readonly string[];
  readonly standing: 'scheduled' | 'convened' | 'held' | 'cancelled';
  readonly isCalledOff: boolean;
  readonly changes: number;
  readonly changedMs: number;
}

/** Of which zone, and from which day on. */
export interface AgendaQuery {
  readonly zone: string;
  /** `2024-02-20`: what was over before is left out. */
  readonly since: string;
  /** Whether deadlines that were missed are there however long ago. Default: no. */
  readonly everyMissed?: boolean;
}

/** The deadlines of the cycles of a zone, by cycle and id. */
export function deadlinesInAgenda(
  database: DatabaseSync,
  { zone, since, everyMissed = false }: AgendaQuery,
): readonly DeadlineInAgenda[] {
  const which = { zone, since, everyMissed: Number(everyMissed) };
  return deadlinesOfZone(database).all(which).map(deadlineIn);
}

/** One deadline; undefined when there is none of that id. */
export function deadlineInAgenda(
  database: DatabaseSync,
  cycleId: string,
  deadlineId: string,
): DeadlineInAgenda | undefined {
  const row = oneDeadline(database).get({ zone: zoneOf(cycleId), cycleId, deadlineId });
  return row && deadlineIn(row);
}

/** The meetings of the cycles of a zone, by cycle and id. */
export function meetingsInAgenda(
  database: DatabaseSync,
  { zone, since }: AgendaQuery,
): readonly MeetingInAgenda[] {
  return meetingsOfZone(database).all({ zone, since }).map(meetingIn);
}

/** One meeting; undefined when there is none of that id. */
export function meetingInAgenda(
  database: DatabaseSync,
  cycleId: string,
  meetingId: string,
): MeetingInAgenda | undefined {
  const row = oneMeeting(database).get({ zone: zoneOf(cycleId), cycleId, meetingId });
  return row && meetingIn(row);
}

type Row = Readonly<Record<string, unknown>>;

function deadlineIn({ forUnits, standsStill, isCalledOff, ...row }: Row): DeadlineInAgenda {
  // The rest are the columns of the query, named after the fields.
  return {
    ...row,
    forUnits: JSON.parse(forUnits as string) as unknown,
    standsStill: standsStill === 1,
    isCalledOff: isCalledOff === 1,
  } as unknown as DeadlineInAgenda;
}

function meetingIn({ isCalledOff, agendaItems, ...row }: Row): MeetingInAgenda {
  // The rest are the columns of the query, named after the fields.
  return {
    ...row,
    agendaItems: JSON.parse(agendaItems as string) as unknown,
    isCalledOff: isCalledOff === 1,
  } as unknown as MeetingInAgenda;
}

const CALLED_OFF = 'EXISTS (SELECT 1 FROM ended WHERE ended.cycle_id = it.cycle_id) AS isCalledOff';
const DAYS_OF_UNITS = `
  SELECT json_group_object(unit_id, due) FROM day_of_unit AS own
  WHERE own.cycle_id = it.cycle_id AND own.deadline_id = it.deadline_id`;
const DEADLINES = `
  SELECT cycle_id AS cycleId, deadline_id AS deadlineId, kind, due, due_before AS dueBefore,
    (${DAYS_OF_UNITS}) AS forUnits, standing, changes, changed_ms AS changedMs, ${CALLED_OFF},
    EXISTS (SELECT 1 FROM standstill WHERE standstill.cycle_id = it.cycle_id) AS standsStill
  FROM deadline AS it`;
const deadlinesOfZone = statement(`${DEADLINES}
  WHERE zone = :zone AND (due >= :since OR (:everyMissed = 1 AND standing = 'missed') OR EXISTS (
    SELECT 1 FROM day_of_unit AS own
    WHERE own.cycle_id = it.cycle_id AND own.deadline_id = it.deadline_id AND own.due >= :since))
  ORDER BY cycle_id, deadline_id`);
const oneDeadline = statement(
  `${DEADLINES} WHERE zone = :zone AND cycle_id = :cycleId AND deadline_id = :deadlineId`,
);
const MEETINGS = `
  SELECT cycle_id AS cycleId, meeting_id AS meetingId, title, day, day_before AS dayBefore,
    start_time AS startTime, channel, venue, room, online_address AS onlineAddress,
    agenda_items AS agendaItems, standing, changes, changed_ms AS changedMs, ${CALLED_OFF}
  FROM meeting AS it`;
const meetingsOfZone = statement(
  `${MEETINGS} WHERE zone = :zone AND day >= :since ORDER BY cycle_id, meeting_id`,
);
const oneMeeting = statement(
  `${MEETINGS} WHERE zone = :zone AND cycle_id = :cycleId AND meeting_id = :meetingId`,
);
