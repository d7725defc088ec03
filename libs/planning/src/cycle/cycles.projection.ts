import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter } from '#event-store';
import type { DefinitionReference } from '#workflow';
import { onFact } from '../read-side/on-fact.js';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import type { DeliberationOutcome } from '../value-sets.js';

/** A cycle at a glance. What has not been said yet is null. */
export interface CycleRow {
  readonly cycleId: string;
  readonly zone: string;
  readonly year: number;
  readonly title: string;
  readonly definition: DefinitionReference;
  /** The outermost state, `preparation`; the whole of it is in the view of the cycle. */
  readonly phase: string;
  readonly phaseName: { readonly it: string; readonly en: string };
  readonly responsiblePersonId: string | null;
  /** The day by which approval is wanted. */
  readonly targetApproval: string | null;
  /** How many schede stand in each state. */
  readonly schede: Readonly<Record<string, number>>;
  readonly facts: number;
  /** Of the last fact. */
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: string;
  /** Of the set that was verified, while it stands; of the plan in force, once there is one. */
  readonly manifestHash: string | null;
  /** What the last session decided on the plan, or the one that approved its last revision. */
  readonly outcome: DeliberationOutcome | null;
  readonly actNumber: string | null;
  readonly actDate: string | null;
}

/** One row per cycle. */
export class CyclesProjection extends LifeProjection {
  readonly name = 'cycles';
  readonly version = 3;
  readonly filter: LogFilter = { categories: ['cycle'] };
  readonly schema = `${standingTables}
    CREATE TABLE cycle (
      cycle_id TEXT PRIMARY KEY,
      year INTEGER NOT NULL,
      title TEXT NOT NULL,
      phase TEXT NOT NULL,
      phase_it TEXT NOT NULL,
      phase_en TEXT NOT NULL,
      responsible_person_id TEXT,
      target_approval TEXT,
      facts INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      position INTEGER NOT NULL,
      recorded_at TEXT NOT NULL,
      manifest_hash TEXT,
      outcome TEXT,
      act_number TEXT,
      act_date TEXT,
      act_revision INTEGER -- of the fact that says so
    ) STRICT, WITHOUT ROWID;
  `;

  protected follow(step: CycleStep, database: DatabaseSync): void {
    const { cycleId, fact, cycle, revision, position, envelope } = step;
    if (fact.type === 'CycleDrafted') {
      insert(database).run(cycleId, fact.data.year, fact.data.title);
    }
    count(database).run(revision, position, envelope.recordedAt, cycleId);
    if (cycle.after !== cycle.before || step.migrated) {
      const [name] = cycle.machine.meta(cycle.after);
      const phase = cycle.machine.phase(cycle.after);
      enter(database).run(phase, name?.it ?? phase, name?.en ?? phase, cycleId);
    }
    note(step, database);
  }
}

const note = onFact({
  CoProgrammingOpened({ responsiblePersonId }, { cycleId }, database) {
    open(database).run(responsiblePersonId, cycleId);
  },
  ResponsiblePersonReplaced({ to }, { cycleId }, database) {
    open(database).run(to, cycleId);
  },
  CycleOpened({ responsiblePersonId }, { cycleId }, database) {
    open(database).run(responsiblePersonId, cycleId);
  },
  TargetApprovalSet({ date }, { cycleId }, database) {
    aim(database).run(date, cycleId);
  },
  VerificationClosed({ manifestHash }, { cycleId }, database) {
    seal(database).run(manifestHash, cycleId);
  },
  ProposalReturned(_fact, step, database) {
    if (!isOnRevision(step)) seal(database).run(null, step.cycleId);
  },
  DeliberationRecorded({ outcome, number, actDate }, step, database) {
    const { cycleId, revision } = step;
    // The plan stands as it was approved, whatever becomes of a revision that is not.
    if (isOnRevision(step) && outcome !== 'approved' && outcome !== 'approvedWithPrescriptions') {
      return;
    }
    deliberate(database).run(outcome, number ?? null, actDate ?? null, revision, cycleId);
    if (outcome === 'rejected') seal(database).run(null, cycleId);
  },
  RevisionMerged({ manifestHash }, { cycleId }, database) {
    seal(database).run(manifestHash, cycleId);
  },
  SchedaAnnulled({ manifestHash }, { cycleId }, database) {
    seal(database).run(manifestHash, cycleId);
  },
  RecordCorrected({ factRevision, field, new: right }, { cycleId }, database) {
    const correct = { '/number': correctNumber, '/actDate': correctDate }[field];
    correct?.(database).run(right, cycleId, factRevision);
  },
});

/** Whether the way to the vote that a fact is about is that of a revision of a plan in force. */
function isOnRevision({ cycle: { machine, before } }: CycleStep): boolean {
  return machine.phase(before) === 'inForce';
}

const insert = statement(`
  INSERT INTO cycle (cycle_id, year, title, phase, phase_it, phase_en, facts, revision, position, recorded_at)
  VALUES (?, ?, ?, '', '', '', 0, 0, 0, '')`);
const count = statement(`
  UPDATE cycle SET facts = facts + 1, revision = max(revision, ?), position = max(position, ?),
    recorded_at = max(recorded_at, ?)
  WHERE cycle_id = ?`);
const enter = statement(
  'UPDATE cycle SET phase = ?, phase_it = ?, phase_en = ? WHERE cycle_id = ?',
);
const open = statement('UPDATE cycle SET responsible_person_id = ? WHERE cycle_id = ?');
const aim = statement('UPDATE cycle SET target_approval = ? WHERE cycle_id = ?');
const seal = statement('UPDATE cycle SET manifest_hash = ? WHERE cycle_id = ?');
const deliberate = statement(
  'UPDATE cycle SET outcome = ?, act_number = ?, act_date = ?, act_revision = ? WHERE cycle_id = ?',
);
const correctNumber = statement(
  'UPDATE cycle SET act_number = ? WHERE cycle_id = ? AND act_revision = ?',
);
const correctDate = statement(
  'UPDATE cycle SET act_date = ? WHERE cycle_id = ? AND act_revision = ?',
);

/** Which cycles are wanted. */
export interface CyclesQuery extends PageRequest {
  readonly zone: string;
  /** `poa-annuale`, `profilo-di-salute`. */
  readonly definition?: string | undefined;
  readonly year?: number | undefined;
  readonly phase?: string | undefined;
}

/** The cycles of a zone, the newest year first. @throws InvalidCursor */
export function cyclesOf(database: DatabaseSync, query: CyclesQuery): Page<CycleRow> {
  const { zone, definition = null, year: ofYear = null, phase = null } = query;
  const filter = { zone, definition, year: ofYear, phase };
  const [year, cycleId] = placeOf(query, [Number.MAX_SAFE_INTEGER, '']);
  const rows = list(database).all({
    ...filter,
    lastYear: year,
    lastCycleId: cycleId,
    limit: rowsToRead(query),
  });
  const total = countMatching(database).get(filter)?.['total'] as number;
  return page(rows.map(cycleRow), total, query, (row) => [row.year, row.cycleId]);
}

/** One cycle, or undefined when there is none of that id. */
export function cycleOf(database: DatabaseSync, cycleId: string): CycleRow | undefined {
  const row = one(database).get(cycleId);
  return row && cycleRow(row);
}

const COLUMNS = `
  cycle_id AS cycleId, zone, year, title, definition_id AS definitionId,
  definition_version AS definitionVersion, definition_digest AS definitionDigest,
  phase, phase_it AS phaseIt, phase_en AS phaseEn,
  responsible_person_id AS responsiblePersonId, target_approval AS targetApproval,
  (SELECT json_group_object(state, schede) FROM (
    SELECT state, count(*) AS schede FROM part_standing
    WHERE part_standing.cycle_id = cycle.cycle_id AND kind = 'scheda' GROUP BY state
  )) AS schede,
  facts, revision, position, recorded_at AS recordedAt, manifest_hash AS manifestHash, outcome,
  act_number AS actNumber, act_date AS actDate`;
const MATCHING = `
  FROM cycle JOIN cycle_standing USING (cycle_id)
  WHERE zone = :zone AND (:definition IS NULL OR definition_id = :definition)
    AND (:year IS NULL OR year = :year) AND (:phase IS NULL OR phase = :phase)`;
const list = statement(`
  SELECT ${COLUMNS} ${MATCHING} AND (-year, cycle_id) > (-:lastYear, :lastCycleId)
  ORDER BY -year, cycle_id LIMIT :limit`);
const countMatching = statement(`SELECT count(*) AS total ${MATCHING}`);
const one = statement(
  `SELECT ${COLUMNS} FROM cycle JOIN cycle_standing USING (cycle_id) WHERE cycle_id = ?`,
);

function cycleRow(row: Readonly<Record<string, unknown>>): CycleRow {
  const { definitionId, definitionVersion, definitionDigest, phaseIt, phaseEn, schede, ...rest } =
    row;
  // The rest are the columns of COLUMNS, named after the fields of CycleRow.
  return {
    ...rest,
    definition: { id: definitionId, version: definitionVersion, digest: definitionDigest },
    phaseName: { it: phaseIt, en: phaseEn },
    schede: JSON.parse(schede as string) as unknown,
  } as unknown as CycleRow;
}
