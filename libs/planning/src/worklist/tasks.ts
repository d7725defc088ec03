import type { DatabaseSync } from 'node:sqlite';
import type { Awaited, Control, ControlState } from '#workflow';
import { isMetByWord } from '../deadline/met-by.js';
import { isCarriedOut } from '../monitoring/in-force.js';
import type { DataOf, PlanningFact } from '../planning-fact.js';
import { onFact } from '../read-side/on-fact.js';
import type { CycleStep, MigratedPart, Move } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';

/** Tables of the tasks. They need `standingTables`. */
export const taskTables = `
  CREATE TABLE task (
    zone TEXT NOT NULL,
    cycle_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    it TEXT NOT NULL,
    en TEXT NOT NULL,
    roles TEXT NOT NULL, -- a JSON list
    due_kind TEXT,
    own_due TEXT, -- a day asked of this task alone, before any other
    since TEXT NOT NULL,
    done_by TEXT NOT NULL, -- the type of fact that does it
    possible INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (zone, cycle_id, kind, id, it)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE hearing (
    cycle_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    category TEXT NOT NULL,
    PRIMARY KEY (cycle_id, meeting_id, category)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE open_checkpoint (
    cycle_id TEXT PRIMARY KEY,
    due TEXT
  ) STRICT, WITHOUT ROWID;
`;

/** Keeps the tasks of a cycle in step with a fact: what the states await, and what somebody asked for. */
export function followTasks(step: CycleStep, database: DatabaseSync): void {
  const { cycle, part, cycleId, migrated } = step;
  if (migrated) {
    changeAwaited(step, { ...cycle, ...migrated, kind: 'cycle', id: cycleId }, database);
    weighAll(step, database);
    return;
  }
  followAwaited(step, cycle, 'cycle', cycleId, database);
  if (part) followAwaited(step, part, part.kind, part.id, database);
  followRequests(step, database);
  if (cycle.before !== cycle.after) weighAll(step, database);
  else if (part) {
    weigh(step, tasksOfPart(database).all(...place(step), part.kind, part.id), database);
  }
}

/**
 * What a state awaits under a later version, in the place of what it awaited under the one before. It may be the
 * same work in the same words: then nothing has changed for whoever has it to do.
 */
export function changeAwaited(
  step: CycleStep,
  { machine, machineBefore, before, after, kind, id }: Omit<MigratedPart, 'parts'>,
  database: DatabaseSync,
): void {
  const now = awaited(machine, after);
  const asked = (work: Awaited): string => {
    const { it, en, roles, doneBy, dueBy } = work;
    return JSON.stringify([it, en, roles, doneBy, dueBy]);
  };
  const still = new Set(now.map(asked));
  for (const work of awaited(machineBefore, before))
    if (!still.has(asked(work))) remove(database).run(...place(step), kind, id, work.it);
  for (const work of now) addTask(step, kind, id, work, database);
}

/** Weighs all that waits in a life again. */
export function weighAll(step: CycleStep, database: DatabaseSync): void {
  weigh(step, everyTask(database).all(...place(step)), database);
}

/** What the state before awaited and the one after does not, is done; what both await waits on. */
function followAwaited(
  step: CycleStep,
  { machine, before, after }: Move,
  kind: string,
  id: string,
  database: DatabaseSync,
): void {
  if (before === after) return;
  const now = awaited(machine, after);
  const still = new Set(now.map(({ it }) => it));
  for (const { it } of awaited(machine, before)) {
    if (!still.has(it)) remove(database).run(...place(step), kind, id, it);
  }
  for (const work of now) addTask(step, kind, id, work, database);
}

function awaited(machine: Control, state: ControlState): readonly Awaited[] {
  return machine.meta(state).flatMap(({ awaits }) => awaits ?? []);
}

/** Work that no state awaits: somebody asked, and somebody else decides. */
const decideWithdrawal: Awaited = {
  roles: ['UPc'],
  it: "Concedere o negare il ritiro chiesto dall'unità",
  en: 'Grant or deny the withdrawal the unit asked for',
  doneBy: 'SchedaWithdrawn',
};
const decideExemption: Awaited = {
  roles: ['DIR'],
  it: "Decidere sull'esenzione proposta per la categoria",
  en: 'Decide on the exemption proposed for the category',
  dueBy: 'PARTICIPATION',
  doneBy: 'CategoryExempted',
};
/** Asked of the unit of every scheda that is being carried out, while a checkpoint is open. */
const recordProgress: Awaited = {
  roles: ['UH', 'RF'],
  it: "Registrare l'avanzamento",
  en: 'Record the progress',
  dueBy: 'CHECKPOINT',
  doneBy: 'ProgressRecorded',
};

/** Asked of the coordinator about every scheda, and shown while its unit is closed: nobody acts for it. */
const reassign: Awaited = {
  roles: ['UPc'],
  it: 'Riassegnare la scheda: la sua unità è chiusa',
  en: 'Reassign the scheda: its unit is closed',
  doneBy: 'SchedaReassigned',
};

/**
 * Asked of the coordinator about every cycle whose calendar was counted, and shown while a proposal is open: that
 * hangs on the dates and on the calendar of today.
 */
const answerProposal: Awaited = {
  roles: ['UPc'],
  it: 'Rispondere alla proposta di scadenze',
  en: 'Answer the proposal of deadlines',
  doneBy: 'DeadlineProposalAccepted',
};

/** Asked where no work that is recorded would show that a deadline is met. */
const sayItIsMet: Awaited = {
  roles: ['UPc', 'UPo'],
  it: 'Registrare che la scadenza è rispettata',
  en: 'Record that the deadline is met',
  doneBy: 'DeadlineMet',
};
const saidOrGivenUp = (
  { deadlineId }: DataOf<'DeadlineMet'>,
  step: CycleStep,
  database: DatabaseSync,
): void => {
  remove(database).run(...place(step), 'deadline', deadlineId, sayItIsMet.it);
};

/** The days that deadlines are counted from have changed: what is proposed waits since then. */
const proposesAnew = (_fact: unknown, step: CycleStep, database: DatabaseSync): void => {
  const { zone, cycleId, envelope } = step;
  moveSince(database).run(envelope.recordedAt, zone, cycleId);
};

/** A calendar of the office that changes does so for every cycle of its zone. */
export function followOfficeCalendar(
  { zone, fact, envelope }: CycleStep,
  database: DatabaseSync,
): void {
  if (changesCalendar(fact)) moveSinceInZone(database).run(envelope.recordedAt, zone);
}

/** Whether the days on which the office works are others after a fact of the register. */
export const changesCalendar = ({ type }: PlanningFact): boolean => calendarFacts.has(type);

const calendarFacts: ReadonlySet<string> = new Set([
  ...['OfficeSeatSet', 'OfficeClosureAdded', 'OfficeClosureWithdrawn'],
]);

/** The cycles of a zone in which a proposal may be open. */
export function cyclesWithCalendar(database: DatabaseSync, zone: string): readonly string[] {
  return withCalendar(database)
    .all(zone)
    .map((row) => row['cycle_id'] as string);
}

const followRequests = onFact({
  DeadlineSet({ deadlineId, kind, derivation }, step, database) {
    if (derivation) addTask(step, 'cycle', step.cycleId, answerProposal, database);
    if (isMetByWord(kind)) addTask(step, 'deadline', deadlineId, sayItIsMet, database);
  },
  DeadlineMet: saidOrGivenUp,
  DeadlineWaived: saidOrGivenUp,
  DeadlineCancelled: saidOrGivenUp,
  TargetApprovalSet: proposesAnew,
  KickoffHeld: proposesAnew,
  SchedaAssigned({ schedaId }, step, database) {
    addTask(step, 'scheda', schedaId, reassign, database);
  },
  SchedaCarriedOver({ schedaId }, step, database) {
    addTask(step, 'scheda', schedaId, reassign, database);
  },
  SchedaWithdrawalRequested({ schedaId }, step, database) {
    addTask(step, 'scheda', schedaId, decideWithdrawal, database);
  },
  SchedaWithdrawalDenied({ schedaId }, step, database) {
    remove(database).run(...place(step), 'scheda', schedaId, decideWithdrawal.it);
  },
  SchedaWithdrawn({ schedaId }, step, database) {
    remove(database).run(...place(step), 'scheda', schedaId, decideWithdrawal.it);
  },
  CategoryExemptionProposed({ category }, step, database) {
    addTask(step, 'category', category, decideExemption, database);
  },
  CategoryExemptionDeclined({ category }, step, database) {
    remove(database).run(...place(step), 'category', category, decideExemption.it);
  },
  CategoryExempted({ category }, step, database) {
    remove(database).run(...place(step), 'category', category, decideExemption.it);
  },
  MeetingHeld({ meetingId, categories }, { cycleId }, database) {
    for (const category of categories) hear(database).run(cycleId, meetingId, category);
  },
  CategoriesAttributed({ meetingId, categories }, step, database) {
    forgetHearing(database).run(step.cycleId, meetingId);
    for (const category of categories) hear(database).run(step.cycleId, meetingId, category);
    // Where the minutes are there, it counts at once; none are attributed once they are approved.
    if (step.part?.after === 'minuted' || step.part?.after === 'underObservation')
      removeHeard(database).run(...place(step), step.cycleId, meetingId);
  },
  /** A category that was heard after all needs no exemption any more. */
  MinutesRecorded({ meetingId }, step, database) {
    removeHeard(database).run(...place(step), step.cycleId, meetingId);
  },
  CheckpointOpened({ due = null }, step, database) {
    openCheckpoint(database).run(step.cycleId, due);
    for (const { id, state } of everyScheda(database).all(step.cycleId)) {
      if (isCarriedOut(state as ControlState)) {
        addTask(step, 'scheda', id as string, recordProgress, database, due);
      }
    }
  },
  ProgressRecorded({ schedaId }, step, database) {
    remove(database).run(...place(step), 'scheda', schedaId, recordProgress.it);
  },
  CheckpointClosed(_closed, step, database) {
    closeCheckpoint(database).run(step.cycleId);
    removeEvery(database).run(...place(step), 'scheda', recordProgress.it);
  },
  /** A revision may bring a scheda into the plan while a checkpoint is open; an amended one was in it. */
  SchedaApproved({ schedaId }, step, database) {
    const checkpoint = checkpointOf(database).get(step.cycleId);
    if (!checkpoint || isCarriedOut(step.part?.before ?? '')) return;
    const due = checkpoint['due'] as string | null;
    addTask(step, 'scheda', schedaId, recordProgress, database, due);
  },
});

function addTask(
  step: CycleStep,
  kind: string,
  id: string,
  work: Awaited,
  database: DatabaseSync,
  ownDue: string | null = null,
): void {
  const { it, en, roles, dueBy = null, doneBy } = work;
  const since = step.envelope.recordedAt;
  add(database).run(
    ...[...place(step), kind, id, it, en, JSON.stringify(roles)],
    ...[dueBy, ownDue, since, doneBy],
  );
}

/**
 * Work can wait while the cycle stands where it does not let it happen: a meeting that was never held,
 * once verification is open. It stays, and is shown when it is possible (again).
 */
function weigh(
  step: CycleStep,
  tasks: readonly Readonly<Record<string, unknown>>[],
  database: DatabaseSync,
): void {
  // The columns are those of `TASKS`.
  for (const task of tasks as unknown as readonly WeighedTask[]) {
    const possible = Number(isPossible(step, task));
    if (possible === task.possible) continue;
    mark(database).run(possible, ...place(step), task.kind, task.id, task.it);
  }
}

interface WeighedTask {
  readonly kind: string;
  readonly id: string;
  readonly it: string;
  readonly doneBy: string;
  readonly possible: number;
  /** Where the part stands; null for what is no part. */
  readonly state: ControlState | null;
}

function isPossible({ workflow, cycle }: CycleStep, { kind, doneBy, state }: WeighedTask): boolean {
  const part = state === null ? undefined : { machine: workflow.part(kind), state };
  return cycle.machine.variants(doneBy).some((fact) => {
    if (part && part.machine.step(part.state, fact) === undefined) return false;
    const { machine, after } = cycle;
    return !machine.factTypes.has(doneBy) || machine.step(after, fact) !== undefined;
  });
}

const place = ({ zone, cycleId }: CycleStep) => [zone, cycleId] as const;

const ONE = 'WHERE zone = ? AND cycle_id = ? AND kind = ? AND id = ? AND it = ?';
const add = statement(`
  INSERT OR IGNORE INTO task
    (zone, cycle_id, kind, id, it, en, roles, due_kind, own_due, since, done_by)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
const remove = statement(`DELETE FROM task ${ONE}`);
const PROPOSAL = "done_by = 'DeadlineProposalAccepted'";
const moveSince = statement(
  `UPDATE task SET since = ? WHERE zone = ? AND cycle_id = ? AND ${PROPOSAL}`,
);
const moveSinceInZone = statement(`UPDATE task SET since = ? WHERE zone = ? AND ${PROPOSAL}`);
const withCalendar = statement(
  `SELECT cycle_id FROM task WHERE zone = ? AND ${PROPOSAL} AND possible = 1 ORDER BY cycle_id`,
);
const removeHeard = statement(`
  DELETE FROM task WHERE zone = ? AND cycle_id = ? AND kind = 'category'
    AND id IN (SELECT category FROM hearing WHERE cycle_id = ? AND meeting_id = ?)`);
const removeEvery = statement(
  'DELETE FROM task WHERE zone = ? AND cycle_id = ? AND kind = ? AND it = ?',
);
const openCheckpoint = statement('INSERT INTO open_checkpoint VALUES (?, ?)');
const closeCheckpoint = statement('DELETE FROM open_checkpoint WHERE cycle_id = ?');
const checkpointOf = statement('SELECT due FROM open_checkpoint WHERE cycle_id = ?');
const everyScheda = statement(
  "SELECT id, state FROM part_standing WHERE cycle_id = ? AND kind = 'scheda'",
);
const hear = statement('INSERT INTO hearing VALUES (?, ?, ?)');
const forgetHearing = statement('DELETE FROM hearing WHERE cycle_id = ? AND meeting_id = ?');
const mark = statement(`UPDATE task SET possible = ? ${ONE}`);
const TASKS = `
  SELECT kind, id, it, done_by AS doneBy, possible, state
  FROM task LEFT JOIN part_standing USING (cycle_id, kind, id)
  WHERE zone = ? AND cycle_id = ?`;
const everyTask = statement(TASKS);
const tasksOfPart = statement(`${TASKS} AND kind = ? AND id = ?`);
