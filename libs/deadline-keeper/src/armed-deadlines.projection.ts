import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { idOfStream, type PlanningFact } from '#planning';
import { Projection } from '#projections';

type Data = Readonly<Record<string, string | undefined>>;
/** What is told of a fact: whose it is, its id and where it stands in the log. */
interface Told {
  readonly cycleId: string;
  readonly eventId: string;
  readonly position: number;
  readonly day: string;
}
type Note = (database: DatabaseSync, told: Told, data: Data) => void;

/**
 * The deadlines that run, by their last day: what the keeper of deadlines asks. What is in no list costs
 * nothing, however many there have been.
 */
export class ArmedDeadlinesProjection extends Projection {
  readonly name = 'armed-deadlines';
  readonly version = 1;
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
    CREATE TABLE day_of_unit (
      cycle_id TEXT NOT NULL,
      deadline_id TEXT NOT NULL,
      unit_id TEXT NOT NULL,
      due TEXT NOT NULL,
      PRIMARY KEY (cycle_id, deadline_id, unit_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE standstill ( -- of cycles whose deadlines are suspended with them
      cycle_id TEXT PRIMARY KEY,
      from_day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `;

  apply(event: RecordedEvent, database: DatabaseSync): void {
    const cycleId = idOfStream(event.stream);
    const note = notes[event.type as PlanningFact['type']];
    if (note === undefined) return;
    // The facts were checked when they were recorded, and hold texts where these notes look.
    const day = event.metadata['occurredOn'] as string;
    const told = { cycleId, eventId: event.id, position: event.position, day };
    note(database, told, event.data as Data);
  }
}

const move: Note = (database, told, { deadlineId = '', to = '', unitId }) => {
  const { cycleId, eventId, position } = told;
  if (unitId === undefined) prepared(database, MOVE).run(to, cycleId, deadlineId);
  else prepared(database, MOVE_UNIT).run(cycleId, deadlineId, unitId, to);
  prepared(database, ARM).run({ cycleId, deadlineId, eventId, position });
};
const disarm: Note = (database, { cycleId }, { deadlineId = '' }) => {
  prepared(database, DISARM).run(cycleId, deadlineId);
};

const notes: Partial<Record<PlanningFact['type'], Note>> = {
  DeadlineSet: (database, { cycleId, eventId, position }, { deadlineId = '', due = '' }) => {
    prepared(database, SET).run(cycleId, deadlineId, due, due, eventId, position);
  },
  DeadlineExtended: move,
  DeadlineShortened: move,
  DeadlineMissed: disarm,
  DeadlineWaived: disarm,
  DeadlineCancelled: disarm,
  CycleSuspended: (database, { cycleId, day }, { deadlines }) => {
    if (deadlines === 'stop') prepared(database, STOP).run(cycleId, day);
  },
  CycleResumed: (database, { cycleId, eventId, position }) => {
    prepared(database, GO_ON).run(cycleId);
    prepared(database, ARM_AGAIN).run(eventId, position, cycleId);
  },
};

const SET = 'INSERT INTO deadline VALUES (?, ?, ?, ?, 1, ?, ?)';
const MOVE = 'UPDATE deadline SET due = ? WHERE cycle_id = ? AND deadline_id = ?';
const MOVE_UNIT = 'INSERT OR REPLACE INTO day_of_unit VALUES (?, ?, ?, ?)';
const ARM = `
  UPDATE deadline SET is_armed = 1, armed_by = :eventId, touched = :position,
    last_day = max(due, coalesce((
      SELECT max(own.due) FROM day_of_unit AS own
      WHERE own.cycle_id = :cycleId AND own.deadline_id = :deadlineId), ''))
  WHERE cycle_id = :cycleId AND deadline_id = :deadlineId`;
const DISARM = 'UPDATE deadline SET is_armed = 0 WHERE cycle_id = ? AND deadline_id = ?';
const STOP = 'INSERT OR REPLACE INTO standstill VALUES (?, ?)';
const GO_ON = 'DELETE FROM standstill WHERE cycle_id = ?';
const ARM_AGAIN =
  'UPDATE deadline SET armed_by = ?, touched = ? WHERE cycle_id = ? AND is_armed = 1';

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
  /** Only those that come after this one in the order. */
  readonly after?: OverdueDeadline | undefined;
  readonly limit: number;
}

/** The deadlines that run and whose last day is over, by that day. Time that stands still does not count. */
export function overdue(
  database: DatabaseSync,
  { today, since, after, limit }: OverdueQuery,
): readonly OverdueDeadline[] {
  const { lastDay = '', cycleId = '', deadlineId = '' } = after ?? {};
  // Asked every second, it is about what is new; asked on a new day, about all.
  const index = since === 0 ? 'armed' : 'newly_armed';
  return prepared(
    database,
    `SELECT cycle_id AS cycleId, deadline_id AS deadlineId, last_day AS lastDay, armed_by AS armedBy
     FROM deadline INDEXED BY ${index}
     WHERE is_armed = 1 AND last_day < :today AND touched > :since
       AND (last_day, cycle_id, deadline_id) > (:lastDay, :cycleId, :deadlineId)
       AND NOT EXISTS (
         SELECT 1 FROM standstill
         WHERE standstill.cycle_id = deadline.cycle_id AND from_day <= last_day)
     ORDER BY last_day, cycle_id, deadline_id LIMIT :limit`,
  ).all({ today, since, lastDay, cycleId, deadlineId, limit }) as unknown as OverdueDeadline[];
}

/** The position of the last fact that gave a deadline its day. */
export function lastArmed(database: DatabaseSync): number {
  const sql =
    'SELECT max(touched) AS position FROM deadline INDEXED BY newly_armed WHERE is_armed = 1';
  return (prepared(database, sql).get()?.['position'] ?? 0) as number;
}

const statements = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

function prepared(database: DatabaseSync, sql: string): StatementSync {
  let ofDatabase = statements.get(database);
  if (!ofDatabase) statements.set(database, (ofDatabase = new Map<string, StatementSync>()));
  let statement = ofDatabase.get(sql);
  if (!statement) ofDatabase.set(sql, (statement = database.prepare(sql)));
  return statement;
}
