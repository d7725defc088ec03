import type { DatabaseSync } from 'node:sqlite';
import { daysBetween, romeDay } from '#calendar';
import type { LogFilter, RecordedEvent } from '#event-store';
import type { Rules } from '../command/rules.js';
import { cycleName } from '../cycle/cycle-id.js';
import { LATE_AFTER_DAYS, type Envelope } from '../envelope.js';
import type { PlanningFact } from '../planning-fact.js';
import { onFact } from '../read-side/on-fact.js';
import { followTitles, schedaTitleTable } from '../read-side/scheda-titles.js';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import type { Category } from '../value-sets.js';
import { whoDid } from './who-did.js';

/** The facts an office has to give account of: they are kept whole, the others are not. */
const kept: ReadonlySet<PlanningFact['type']> = new Set<PlanningFact['type']>([
  ...(['RegionalActLinked', 'RecordCorrected', 'TextRedacted'] as const),
  ...(['MeetingScheduled', 'MeetingConvened', 'MeetingRescheduled', 'MeetingCancelled'] as const),
  ...(['MeetingHeld', 'CategoriesAttributed', 'MinutesRecorded', 'MinutesApproved'] as const),
  'MinutesOpenedToObservations',
  ...(['ContributionReceived', 'ContributionAnswered', 'ContributionPlaced'] as const),
  ...(['CategoryExemptionProposed', 'CategoryExemptionDeclined', 'CategoryExempted'] as const),
  ...(['ParticipationCompleted'] as const),
  ...(['CoProgrammingOpened', 'CoProgrammingProposed'] as const),
  ...(['CoProgrammingActivated', 'CoProgrammingReferred'] as const),
  ...(['CoProgrammingConcluded', 'CoProgrammingNotActivated', 'CoProgrammingGivenUp'] as const),
  ...(['NoticePublished', 'NoticeExtended', 'NoticeClosed', 'ApplicationReceived'] as const),
  ...(['ApplicationAdmitted', 'ApplicationNotAdmitted', 'ApplicationLapsed'] as const),
  ...(['CoProgrammingSessionHeld', 'CoProgrammingReportIssued'] as const),
  ...(['CoProgrammingReportPublished', 'ResponsiblePersonReplaced'] as const),
  ...(['PromiseMade', 'PromiseKept', 'PromiseBroken', 'PromiseWithdrawn'] as const),
  ...(['SchedaChecked', 'SchedaLeftOut', 'SchedaWithdrawalRequested', 'SchedaWithdrawn'] as const),
  ...(['SchedaApproved', 'SchedaDropped', 'SchedaAnnulled', 'SchedaExcused'] as const),
  ...(['AmendmentDropped', 'VerificationClosed', 'RevisionVerified', 'RevisionMerged'] as const),
  ...(['DeliberationRecorded', 'PrescriptionSet', 'PrescriptionMet'] as const),
  ...(['PrescriptionAccepted', 'PrescriptionNotAccepted'] as const),
]);

/**
 * What the zone has to give account of (DGRT 1237/2023) or an auditor asks about: the facts themselves,
 * so that each sentence of a report can name those it rests on; and every fact that was
 * recorded late.
 */
export class AccountProjection extends LifeProjection {
  readonly name = 'account';
  readonly version = 4;
  readonly filter: LogFilter = { categories: ['cycle', 'register'] };
  readonly schema = `${standingTables} ${schedaTitleTable}
    CREATE TABLE told (
      cycle_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      event_id TEXT NOT NULL,
      type TEXT NOT NULL,
      state_after TEXT,
      occurred_on TEXT NOT NULL,
      recorded_at TEXT NOT NULL,
      person_id TEXT NOT NULL,
      role TEXT NOT NULL, -- the own one of the person
      on_behalf_of TEXT,
      acted_as TEXT NOT NULL, -- a role
      reason TEXT,
      data TEXT NOT NULL, -- JSON, as recorded
      PRIMARY KEY (cycle_id, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX told_by_type ON told (cycle_id, type, revision);
    CREATE TABLE late (
      cycle_id TEXT NOT NULL,
      revision INTEGER NOT NULL,
      event_id TEXT NOT NULL,
      type TEXT NOT NULL,
      occurred_on TEXT NOT NULL,
      recorded_at TEXT NOT NULL,
      days INTEGER NOT NULL,
      person_id TEXT NOT NULL,
      role TEXT NOT NULL, -- the own one of the person
      on_behalf_of TEXT,
      acted_as TEXT NOT NULL, -- a role
      late_reason TEXT,
      PRIMARY KEY (cycle_id, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE scheda (
      cycle_id TEXT NOT NULL,
      scheda_id TEXT NOT NULL,
      code TEXT NOT NULL,
      title TEXT NOT NULL,
      unit_id TEXT NOT NULL,
      PRIMARY KEY (cycle_id, scheda_id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE frame (
      cycle_id TEXT PRIMARY KEY,
      required TEXT NOT NULL, -- a JSON list of categories
      revision INTEGER NOT NULL -- of the last fact
    ) STRICT, WITHOUT ROWID;
  `;

  protected follow(step: CycleStep, database: DatabaseSync, event: RecordedEvent): void {
    const { cycleId, workflow, revision } = step;
    // A register has no frame: nobody gives account of it year by year.
    if ((revision === 0 || step.migrated) && cycleName(cycleId)?.year !== undefined) {
      // A definition without participation requires no category.
      const { requiredCategories = [] } = workflow.definition
        .documents as unknown as Partial<Rules>;
      const required = JSON.stringify(requiredCategories);
      if (revision === 0) begin(database).run(cycleId, required);
      else requireOthers(database).run(required, cycleId);
    }
    goOn(database).run(revision, cycleId);
    if (kept.has(step.fact.type)) keep(step, event.id, database);
    noteLate(step, event.id, database);
    note(step, database);
    const renamed = followTitles(step, database);
    if (renamed) entitle(database).run(renamed.title, step.cycleId, renamed.schedaId);
  }
}

/** The four columns that say who did it. */
function who(envelope: Envelope): readonly [string, string, string | null, string] {
  const { personId, role, onBehalfOf, actedAs } = whoDid(envelope);
  return [personId, role, onBehalfOf, actedAs];
}

function keep(step: CycleStep, eventId: string, database: DatabaseSync): void {
  const { cycleId, revision, fact, part, envelope } = step;
  const { occurredOn, recordedAt, reason = null } = envelope;
  insert(database).run(
    ...[cycleId, revision, eventId, fact.type, part?.after ?? null, occurredOn, recordedAt],
    ...[...who(envelope), reason, JSON.stringify(fact.data)],
  );
}

/** The late reason is asked for by the same rule: it is missing only where no pipeline of ours wrote. */
function noteLate(step: CycleStep, eventId: string, database: DatabaseSync): void {
  const { cycleId, revision, fact, envelope } = step;
  const { occurredOn, recordedAt, lateReason = null } = envelope;
  const days = daysBetween(occurredOn, romeDay(Date.parse(recordedAt)));
  if (days <= LATE_AFTER_DAYS) return;
  insertLate(database).run(
    ...[cycleId, revision, eventId, fact.type, occurredOn, recordedAt, days],
    ...[...who(envelope), lateReason],
  );
}

const note = onFact({
  SchedaAssigned({ schedaId, code, title, unitId }, { cycleId }, database) {
    addScheda(database).run(cycleId, schedaId, code, title, unitId);
  },
  SchedaCarriedOver({ schedaId, code, title, unitId }, { cycleId }, database) {
    addScheda(database).run(cycleId, schedaId, code, title, unitId);
  },
  UnitMerged({ unitId, intoUnitId }, { zone }, database) {
    merge(database).run(intoUnitId, unitId, zone);
  },
  SchedaReassigned({ schedaId, toUnitId }, { cycleId }, database) {
    reassign(database).run(toUnitId, cycleId, schedaId);
  },
});

const begin = statement('INSERT INTO frame VALUES (?, ?, 0)');
const goOn = statement('UPDATE frame SET revision = max(revision, ?) WHERE cycle_id = ?');
const insert = statement(`
  INSERT INTO told (cycle_id, revision, event_id, type, state_after, occurred_on, recorded_at,
    person_id, role, on_behalf_of, acted_as, reason, data)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
const insertLate = statement('INSERT INTO late VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
const addScheda = statement(`
  INSERT INTO scheda (cycle_id, scheda_id, code, title, unit_id) VALUES (?, ?, ?, ?, ?)`);
const ONE = 'WHERE cycle_id = ? AND scheda_id = ?';
const reassign = statement(`UPDATE scheda SET unit_id = ? ${ONE}`);
const merge = statement(`
  UPDATE scheda SET unit_id = ?
  WHERE unit_id = ? AND cycle_id IN (SELECT cycle_id FROM cycle_standing WHERE zone = ?)`);
const entitle = statement(`UPDATE scheda SET title = ? ${ONE}`);
/** What an account of a cycle is about; undefined when there is no cycle of that id. */
export interface AccountFrame {
  /** Those whose participation is due, in the order of the definition. */
  readonly required: readonly Category[];
  /** Of the last fact that was considered. */
  readonly revision: number;
}

/** The frame of the account of a cycle; undefined when there is none of that id. */
export function accountFrame(database: DatabaseSync, cycleId: string): AccountFrame | undefined {
  const row = frame(database).get(cycleId);
  return (
    row && {
      required: JSON.parse(row['required'] as string) as readonly Category[],
      revision: row['revision'] as number,
    }
  );
}

const requireOthers = statement('UPDATE frame SET required = ? WHERE cycle_id = ?');
const frame = statement('SELECT required, revision FROM frame WHERE cycle_id = ?');

/** How a scheda is called, and whose it is. */
export interface NamedScheda {
  readonly code: string;
  readonly title: string;
  readonly unitId: string;
  /** The state of its machine. */
  readonly state: string;
}

/** The schede of a cycle by id. */
export function namedSchede(
  database: DatabaseSync,
  cycleId: string,
): ReadonlyMap<string, NamedScheda> {
  const rows = schedeOf(database).all(cycleId);
  // The rest are the columns of `schedeOf`, named after the fields of NamedScheda.
  return new Map(
    rows.map(({ schedaId, ...rest }) => [schedaId as string, rest as unknown as NamedScheda]),
  );
}

const schedeOf = statement(`
  SELECT scheda_id AS schedaId, code, title, unit_id AS unitId, state
  FROM scheda JOIN part_standing USING (cycle_id)
  WHERE cycle_id = ? AND kind = 'scheda' AND id = scheda_id`);
