import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { Projection } from '#projections';
import type { Workflows } from '#workflow';
import type { LifeData } from '../life-data.js';
import type { PlanningFact } from '../planning-fact.js';
import { onFact } from '../read-side/on-fact.js';
import { Standings, standingTables, type CycleStep } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import type { DeadlineKind } from '../value-sets.js';

/**
 * How long each scheda stayed where, why it was returned, when the work that has a deadline was done, and
 * what became of the deadlines.
 */
export class SchedaTimesProjection extends Projection {
  readonly name = 'scheda-times';
  readonly version = 1;
  readonly filter: LogFilter = { categories: ['cycle'] };
  readonly schema = `${standingTables}
    CREATE TABLE scheda (
      cycle_id TEXT NOT NULL,
      scheda_id TEXT NOT NULL,
      code TEXT NOT NULL,
      title TEXT NOT NULL,
      approved_title TEXT, -- as the organ approved it last
      unit_id TEXT NOT NULL,
      began_on TEXT NOT NULL,
      PRIMARY KEY (cycle_id, scheda_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE stay (
      cycle_id TEXT NOT NULL,
      scheda_id TEXT NOT NULL,
      number INTEGER NOT NULL, -- 1, 2, 3 ... of the scheda
      unit_id TEXT NOT NULL,
      state TEXT NOT NULL,
      state_it TEXT NOT NULL,
      state_en TEXT NOT NULL,
      owes TEXT NOT NULL, -- a JSON list of kinds of deadlines
      from_on TEXT NOT NULL, -- days, in the world
      to_on TEXT,
      from_ms INTEGER NOT NULL, -- instants, as recorded
      to_ms INTEGER,
      PRIMARY KEY (cycle_id, scheda_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE returned (
      cycle_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      scheda_id TEXT NOT NULL,
      unit_id TEXT NOT NULL,
      day TEXT NOT NULL,
      what TEXT NOT NULL, -- scheda, report
      reasons TEXT NOT NULL, -- a JSON list
      PRIMARY KEY (cycle_id, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE done (
      cycle_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      scheda_id TEXT NOT NULL, -- empty for work on the cycle as a whole
      revision INTEGER NOT NULL,
      day TEXT NOT NULL,
      PRIMARY KEY (cycle_id, kind, scheda_id, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE deadline (
      cycle_id TEXT NOT NULL,
      deadline_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      basis TEXT NOT NULL,
      PRIMARY KEY (cycle_id, deadline_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE deadline_change (
      cycle_id TEXT NOT NULL,
      deadline_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      type TEXT NOT NULL,
      day TEXT NOT NULL,
      due TEXT, -- null once it is waived
      person_id TEXT NOT NULL,
      role TEXT NOT NULL,
      reason TEXT,
      act TEXT,
      PRIMARY KEY (cycle_id, deadline_id, revision)
    ) STRICT, WITHOUT ROWID;
  `;
  readonly #standings: Standings;

  constructor(workflows: Workflows<LifeData>) {
    super();
    this.#standings = new Standings(workflows);
  }

  apply(event: RecordedEvent, database: DatabaseSync): void {
    const step = this.#standings.step(event, database);
    if (!step) return;
    note(step, database);
    noteDone(step, database);
    followStay(step, database);
  }
}

const note = onFact({
  SchedaAssigned({ schedaId, code, title, unitId }, step, database) {
    const { cycleId, envelope } = step;
    addScheda(database).run(cycleId, schedaId, code, title, unitId, envelope.occurredOn);
  },
  SchedaCarriedOver({ schedaId, code, title, unitId }, step, database) {
    const { cycleId, envelope } = step;
    addScheda(database).run(cycleId, schedaId, code, title, unitId, envelope.occurredOn);
  },
  SchedaReassigned({ schedaId, toUnitId }, { cycleId }, database) {
    reassign(database).run(toUnitId, cycleId, schedaId);
  },
  SchedaRevised({ schedaId, changes: { title } }, { cycleId }, database) {
    if (typeof title === 'string') entitle(database).run(title, cycleId, schedaId);
  },
  SchedaApproved({ schedaId }, { cycleId }, database) {
    keepTitle(database).run(cycleId, schedaId);
  },
  AmendmentDropped({ schedaId }, { cycleId }, database) {
    backToTitle(database).run(cycleId, schedaId);
  },
  SchedaReturned({ schedaId, reasons }, step, database) {
    giveBack(database).run(
      ...returnOf(step),
      'scheda',
      JSON.stringify(reasons),
      ...its(step, schedaId),
    );
  },
  ReportReturned({ schedaId }, step, database) {
    giveBack(database).run(...returnOf(step), 'report', '[]', ...its(step, schedaId));
  },
  DeadlineSet({ deadlineId, kind, basis, due, act }, step, database) {
    addDeadline(database).run(step.cycleId, deadlineId, kind, basis);
    changeDeadline(step, deadlineId, due, act, database);
  },
  DeadlineExtended({ deadlineId, to, act }, step, database) {
    changeDeadline(step, deadlineId, to, act, database);
  },
  DeadlineShortened({ deadlineId, to, act }, step, database) {
    changeDeadline(step, deadlineId, to, act, database);
  },
  DeadlineWaived({ deadlineId, act }, step, database) {
    changeDeadline(step, deadlineId, null, act, database);
  },
});

const returnOf = ({ revision, envelope }: CycleStep) => [revision, envelope.occurredOn] as const;
const its = ({ cycleId }: CycleStep, schedaId: string) => [cycleId, schedaId] as const;

function changeDeadline(
  { cycleId, revision, fact, envelope }: CycleStep,
  deadlineId: string,
  due: string | null,
  act: string | undefined,
  database: DatabaseSync,
): void {
  const { actor, occurredOn, reason = null } = envelope;
  addChange(database).run(
    ...[cycleId, deadlineId, revision, fact.type, occurredOn, due, actor.personId, actor.role],
    ...[reason, act ?? null],
  );
}

/** The facts by which work is done that a kind of deadline is about. */
const doneBy: Readonly<Partial<Record<PlanningFact['type'], DeadlineKind>>> = {
  SchedaSubmitted: 'SCHEDE_SUBMITTED',
  SchedaChecked: 'SCHEDE_CHECKED',
  SchedaReported: 'FINAL_REPORT',
  CoProgrammingActivated: 'CO_PROGRAMMING_DECISION',
  CoProgrammingReferred: 'CO_PROGRAMMING_DECISION',
  CoProgrammingNotActivated: 'CO_PROGRAMMING_DECISION',
  ParticipationCompleted: 'PARTICIPATION',
  ProposalEndorsed: 'PROPOSAL',
  OrganConvened: 'CONVOCATION',
  DeliberationRecorded: 'APPROVAL',
  PlanPublished: 'PUBLICATION',
  ProwebDepositRecorded: 'PROWEB_DEPOSIT',
  CheckpointClosed: 'CHECKPOINT',
};

function noteDone({ cycleId, fact, revision, envelope }: CycleStep, database: DatabaseSync): void {
  const kind = doneBy[fact.type];
  if (kind === undefined) return;
  if (fact.type === 'DeliberationRecorded' && !fact.data.outcome.startsWith('approved')) return;
  const schedaId = 'schedaId' in fact.data ? fact.data.schedaId : '';
  addDone(database).run(cycleId, kind, schedaId, revision, envelope.occurredOn);
}

/** A stay ends when the state changes, or the unit whose turn it is. */
function followStay(step: CycleStep, database: DatabaseSync): void {
  const { cycleId, part, fact, envelope } = step;
  if (part?.kind !== 'scheda') return;
  if (part.after === part.before && fact.type !== 'SchedaReassigned') return;
  const atMs = Date.parse(envelope.recordedAt);
  const place = [cycleId, part.id] as const;
  const last = lastStay(database).get(...place) as
    { readonly number: number; readonly fromOn: string } | undefined;
  // A fact may be recorded after one that happened later: a stay never ends before it began.
  const day = last && last.fromOn > envelope.occurredOn ? last.fromOn : envelope.occurredOn;
  if (last) endStay(database).run(day, atMs, ...place, last.number);
  const meta = part.machine.meta(part.after);
  const [name] = meta;
  // Whether a unit reported in time does not hang on when the office accepted its report.
  const owes = meta.flatMap(({ awaits }) =>
    awaits?.doneBy === 'ReportAccepted' ? [] : (awaits?.dueBy ?? []),
  );
  beginStay(database).run(
    ...[(last?.number ?? 0) + 1, part.after, name?.it ?? part.after, name?.en ?? part.after],
    ...[JSON.stringify(owes), day, atMs, ...place],
  );
}

const addScheda = statement(`
  INSERT INTO scheda (cycle_id, scheda_id, code, title, unit_id, began_on) VALUES (?, ?, ?, ?, ?, ?)`);
const ONE = 'WHERE cycle_id = ? AND scheda_id = ?';
const reassign = statement(`UPDATE scheda SET unit_id = ? ${ONE}`);
const entitle = statement(`UPDATE scheda SET title = ? ${ONE}`);
const keepTitle = statement(`UPDATE scheda SET approved_title = title ${ONE}`);
const backToTitle = statement(`UPDATE scheda SET title = coalesce(approved_title, title) ${ONE}`);
const giveBack = statement(`
  INSERT INTO returned (cycle_id, revision, scheda_id, unit_id, day, what, reasons)
  SELECT cycle_id, ?, scheda_id, unit_id, ?, ?, ? FROM scheda ${ONE}`);
const addDeadline = statement('INSERT INTO deadline VALUES (?, ?, ?, ?)');
const addChange = statement('INSERT INTO deadline_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
const addDone = statement('INSERT INTO done VALUES (?, ?, ?, ?, ?)');
const lastStay = statement(
  `SELECT number, from_on AS fromOn FROM stay ${ONE} ORDER BY number DESC LIMIT 1`,
);
const endStay = statement(`UPDATE stay SET to_on = ?, to_ms = ? ${ONE} AND number = ?`);
const beginStay = statement(`
  INSERT INTO stay (cycle_id, scheda_id, number, unit_id, state, state_it, state_en, owes, from_on, from_ms)
  SELECT cycle_id, scheda_id, ?, unit_id, ?, ?, ?, ?, ?, ? FROM scheda ${ONE}`);
