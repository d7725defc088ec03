import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter } from '#event-store';
import { redactedText } from '../correction/redaction.js';
import { kindMetBy, kindsUndoneBy } from '../deadline/met-by.js';
import { kindsAhead, kindsOwed } from '../deadline/steps-of-schede.js';
import type { DataOf } from '../planning-fact.js';
import { onFact } from '../read-side/on-fact.js';
import { followTitles, schedaTitleTable } from '../read-side/scheda-titles.js';
import { LifeProjection } from '../read-side/life-projection.js';
import {
  standingTables,
  type CycleStep,
  type MigratedPart,
  type PartMove,
} from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import type { DeadlineBasis } from '../value-sets.js';
import { whoDid } from './who-did.js';

/**
 * How long each scheda stayed where, why it was returned, when the work that has a deadline was done, and
 * what became of the deadlines.
 */
export class SchedaTimesProjection extends LifeProjection {
  readonly name = 'scheda-times';
  readonly version = 9;
  readonly filter: LogFilter = { categories: ['cycle', 'register'] };
  readonly schema = `${standingTables} ${schedaTitleTable}
    CREATE TABLE scheda (
      cycle_id TEXT NOT NULL,
      scheda_id TEXT NOT NULL,
      code TEXT NOT NULL,
      title TEXT NOT NULL,
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
      ahead TEXT NOT NULL, -- the same, of those whose work is still to come
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
    CREATE TABLE undone ( -- from when on work on the cycle as a whole is to be done anew
      cycle_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      revision INTEGER NOT NULL,
      day TEXT NOT NULL,
      PRIMARY KEY (cycle_id, kind, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE report_due ( -- said when the final report began
      cycle_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      day TEXT NOT NULL,
      due TEXT NOT NULL,
      PRIMARY KEY (cycle_id, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE standstill ( -- while the cycle is suspended and its deadlines with it
      cycle_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      from_on TEXT NOT NULL,
      to_on TEXT,
      PRIMARY KEY (cycle_id, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE over ( -- while the cycle is: closed, or ended before its time
      cycle_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      from_on TEXT NOT NULL,
      to_on TEXT,
      PRIMARY KEY (cycle_id, revision)
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
      due TEXT, -- null once it is met by a word, waived or cancelled
      unit_id TEXT, -- the unit for which it was extended, if for one alone
      person_id TEXT NOT NULL,
      role TEXT NOT NULL, -- the own one of the person
      on_behalf_of TEXT,
      acted_as TEXT NOT NULL, -- a role
      reason TEXT,
      act TEXT,
      PRIMARY KEY (cycle_id, deadline_id, revision)
    ) STRICT, WITHOUT ROWID;
  `;

  protected follow(step: CycleStep, database: DatabaseSync): void {
    note(step, database);
    const renamed = followTitles(step, database);
    if (renamed) entitle(database).run(renamed.title, step.cycleId, renamed.schedaId);
    noteDone(step, database);
    noteUndone(step, database);
    followStay(step, database);
  }

  /** The same stay, under the name it has now: a scheda waits no less long because the rules changed. */
  protected override rename(
    part: MigratedPart,
    { cycleId }: CycleStep,
    database: DatabaseSync,
  ): void {
    if (part.kind === 'scheda') callStay(database).run(...stateOf(part), cycleId, part.id);
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
  UnitMerged(merger, step, database) {
    followMerger(merger, step, database);
  },
  SchedaReassigned({ schedaId, toUnitId }, { cycleId }, database) {
    reassign(database).run(toUnitId, cycleId, schedaId);
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
    changeDeadline(step, { deadlineId, due, act }, database);
  },
  DeadlineExtended({ deadlineId, to, act, unitId, rests }, step, database) {
    changeDeadline(step, { deadlineId, due: to, act, unitId }, database);
    if (rests) restOn(database).run(rests.basis, step.cycleId, deadlineId);
  },
  DeadlineShortened({ deadlineId, to, act, rests }, step, database) {
    changeDeadline(step, { deadlineId, due: to, act }, database);
    if (rests) restOn(database).run(rests.basis, step.cycleId, deadlineId);
  },
  TargetApprovalSet({ deadlineIds = [] }, { cycleId }, database) {
    const basis: DeadlineBasis = 'REGIONAL_ACT';
    for (const deadlineId of deadlineIds) restOn(database).run(basis, cycleId, deadlineId);
  },
  DeadlineMet({ deadlineId, document }, step, database) {
    changeDeadline(step, { deadlineId, due: null, act: document?.protocol }, database);
  },
  DeadlineWaived({ deadlineId, act }, step, database) {
    changeDeadline(step, { deadlineId, due: null, act }, database);
  },
  DeadlineCancelled({ deadlineId, act }, step, database) {
    changeDeadline(step, { deadlineId, due: null, act }, database);
  },
  TextRedacted({ factRevision, where, pointer, sha256 }, { cycleId }, database) {
    if (where !== 'envelope' || pointer !== '/reason') return;
    hideReason(database).run(redactedText(sha256), cycleId, factRevision);
  },
  CycleSuspended({ deadlines }, { cycleId, revision, envelope }, database) {
    if (deadlines === 'stop') stop(database).run(cycleId, revision, envelope.occurredOn);
  },
  CycleResumed(_resumed, { cycleId, envelope }, database) {
    goOnAfterStop(database).run(envelope.occurredOn, cycleId);
  },
  CycleClosed: isOver,
  CycleAbandoned: isOver,
  CycleAnnulled: isOver,
  CycleRevoked: isOver,
  CycleReopened(_reopened, { cycleId, envelope }, database) {
    goOnAfterEnd(database).run(envelope.occurredOn, cycleId);
  },
  FinalReportStarted({ due }, { cycleId, revision, envelope }, database) {
    if (due !== undefined) addReportDue(database).run(cycleId, revision, envelope.occurredOn, due);
  },
});

/** Nothing more is owed, until the cycle is opened again. */
function isOver(
  _ended: unknown,
  { cycleId, revision, envelope }: CycleStep,
  database: DatabaseSync,
): void {
  end(database).run(cycleId, revision, envelope.occurredOn);
}

const returnOf = ({ revision, envelope }: CycleStep) => [revision, envelope.occurredOn] as const;
const its = ({ cycleId }: CycleStep, schedaId: string) => [cycleId, schedaId] as const;

function changeDeadline(
  { cycleId, revision, fact, envelope }: CycleStep,
  change: {
    readonly deadlineId: string;
    readonly due: string | null;
    readonly act: string | undefined;
    readonly unitId?: string | undefined;
  },
  database: DatabaseSync,
): void {
  const { occurredOn, reason = null } = envelope;
  const { personId, role, onBehalfOf, actedAs } = whoDid(envelope);
  const { deadlineId, due, act = null, unitId = null } = change;
  addChange(database).run(
    ...[cycleId, deadlineId, revision, fact.type, occurredOn, due, unitId],
    ...[personId, role, onBehalfOf, actedAs, reason, act],
  );
}

function noteDone({ cycleId, fact, revision, envelope }: CycleStep, database: DatabaseSync): void {
  const kind = kindMetBy(fact);
  if (kind === undefined) return;
  const schedaId = 'schedaId' in fact.data ? fact.data.schedaId : '';
  addDone(database).run(cycleId, kind, schedaId, revision, envelope.occurredOn);
}

/** Until the plan is approved: what is sent back then is a revision. */
function noteUndone(
  { cycleId, fact, revision, envelope }: CycleStep,
  database: DatabaseSync,
): void {
  for (const kind of kindsUndoneBy(fact))
    addUndone(database).run(cycleId, kind, revision, envelope.occurredOn, cycleId);
}

/** A stay ends when the state changes, or the unit whose turn it is. */
function followStay(step: CycleStep, database: DatabaseSync): void {
  const { cycleId, part, fact } = step;
  if (part?.kind !== 'scheda') return;
  if (part.after === part.before && fact.type !== 'SchedaReassigned') return;
  goOn([cycleId, part.id], step, stateOf(part), database);
}

type Standing = readonly [state: string, it: string, en: string, owes: string, ahead: string];

/**
 * Where a scheda stands, what that is called, the kinds of deadlines it owes something by, and those whose work is
 * still to come.
 */
function stateOf({ machine, after }: PartMove): Standing {
  const [name] = machine.meta(after);
  const kinds = [kindsOwed(machine, after), kindsAhead(machine, after)] as const;
  const [owes, ahead] = [JSON.stringify(kinds[0]), JSON.stringify(kinds[1])];
  return [after, name?.it ?? after, name?.en ?? after, owes, ahead];
}

/** The last stay of a scheda, if there is one, ends; another begins with the unit it is of now. */
function goOn(
  place: readonly [cycleId: string, schedaId: string],
  { envelope }: CycleStep,
  state: Standing,
  database: DatabaseSync,
): void {
  const atMs = Date.parse(envelope.recordedAt);
  const last = lastStay(database).get(...place) as
    { readonly number: number; readonly fromOn: string } | undefined;
  // A fact may be recorded after one that happened later: a stay never ends before it began.
  const day = last && last.fromOn > envelope.occurredOn ? last.fromOn : envelope.occurredOn;
  if (last) endStay(database).run(day, atMs, ...place, last.number);
  beginStay(database).run((last?.number ?? 0) + 1, ...state, day, atMs, ...place);
}

/** The schede of a unit that goes on within another one are that one's from now on. */
function followMerger(
  { unitId, intoUnitId }: DataOf<'UnitMerged'>,
  step: CycleStep,
  database: DatabaseSync,
): void {
  const theirs = staysOfUnit(database).all(step.zone, unitId) as unknown as readonly {
    readonly cycleId: string;
    readonly schedaId: string;
    readonly state: string;
    readonly it: string;
    readonly en: string;
    readonly owes: string;
    readonly ahead: string;
  }[];
  merge(database).run(intoUnitId, unitId, step.zone);
  for (const { cycleId, schedaId, state, it, en, owes, ahead } of theirs) {
    goOn([cycleId, schedaId], step, [state, it, en, owes, ahead], database);
  }
}

const addScheda = statement(`
  INSERT INTO scheda (cycle_id, scheda_id, code, title, unit_id, began_on) VALUES (?, ?, ?, ?, ?, ?)`);
const ONE = 'WHERE cycle_id = ? AND scheda_id = ?';
const reassign = statement(`UPDATE scheda SET unit_id = ? ${ONE}`);
const merge = statement(`
  UPDATE scheda SET unit_id = ?
  WHERE unit_id = ? AND cycle_id IN (SELECT cycle_id FROM cycle_standing WHERE zone = ?)`);
const entitle = statement(`UPDATE scheda SET title = ? ${ONE}`);
const giveBack = statement(`
  INSERT INTO returned (cycle_id, revision, scheda_id, unit_id, day, what, reasons)
  SELECT cycle_id, ?, scheda_id, unit_id, ?, ?, ? FROM scheda ${ONE}`);
const addDeadline = statement('INSERT INTO deadline VALUES (?, ?, ?, ?)');
const stop = statement('INSERT INTO standstill (cycle_id, revision, from_on) VALUES (?, ?, ?)');
const goOnAfterStop = statement(
  'UPDATE standstill SET to_on = ? WHERE cycle_id = ? AND to_on IS NULL',
);
const end = statement('INSERT INTO over (cycle_id, revision, from_on) VALUES (?, ?, ?)');
const goOnAfterEnd = statement('UPDATE over SET to_on = ? WHERE cycle_id = ? AND to_on IS NULL');
const addReportDue = statement('INSERT INTO report_due VALUES (?, ?, ?, ?)');
const addChange = statement(
  'INSERT INTO deadline_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
);
const restOn = statement('UPDATE deadline SET basis = ? WHERE cycle_id = ? AND deadline_id = ?');
const hideReason = statement(
  'UPDATE deadline_change SET reason = ? WHERE cycle_id = ? AND revision = ?',
);
const addDone = statement('INSERT INTO done VALUES (?, ?, ?, ?, ?)');
const addUndone = statement(`
  INSERT INTO undone SELECT ?, ?, ?, ?
  WHERE NOT EXISTS (SELECT 1 FROM done WHERE cycle_id = ? AND kind = 'APPROVAL')`);
const lastStay = statement(
  `SELECT number, from_on AS fromOn FROM stay ${ONE} ORDER BY number DESC LIMIT 1`,
);
const staysOfUnit = statement(`
  SELECT cycle_id AS cycleId, scheda_id AS schedaId, stay.state, state_it AS it, state_en AS en, owes,
    ahead
  FROM stay JOIN scheda USING (cycle_id, scheda_id) JOIN cycle_standing USING (cycle_id)
  WHERE zone = ? AND scheda.unit_id = ? AND to_ms IS NULL`);
const callStay = statement(
  `UPDATE stay SET state = ?, state_it = ?, state_en = ?, owes = ?, ahead = ? ${ONE} AND to_on IS NULL`,
);
const endStay = statement(`UPDATE stay SET to_on = ?, to_ms = ? ${ONE} AND number = ?`);
const beginStay = statement(`
  INSERT INTO stay (
    cycle_id, scheda_id, number, unit_id, state, state_it, state_en, owes, ahead, from_on, from_ms)
  SELECT cycle_id, scheda_id, ?, unit_id, ?, ?, ?, ?, ?, ?, ? FROM scheda ${ONE}`);
