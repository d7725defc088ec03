import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import type { Moved } from './scheda.data.js';
import { cycleName } from '../cycle/cycle-id.js';
import { headOf, type OrganisationOn } from '../organisation/organisation.js';
import {
  followOrganisation,
  organisationIn,
  organisationTable,
} from '../organisation/organisation.table.js';
import { standingLabel, type CycleEnded } from '../ending/standing-label.js';
import { onFact } from '../read-side/on-fact.js';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { followTitles, schedaTitleTable } from '../read-side/scheda-titles.js';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep, type MigratedPart } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import type { ExecutionStatus } from '../value-sets.js';

/** A scheda at a glance. */
export interface SchedaRow {
  readonly cycleId: string;
  readonly zone: string;
  readonly schedaId: string;
  readonly code: string;
  readonly title: string;
  readonly programmeId: string;
  /** The unit it was given to; of one that was merged, the unit in which it goes on. */
  readonly unitId: string;
  /** Whom it was given to. */
  readonly personId: string;
  /** The head of its unit today; where the organisation knows none, whom it was given to. */
  readonly headPersonId: string;
  /** The state of its machine: `drafting`. */
  readonly state: string;
  readonly stateName: { readonly it: string; readonly en: string };
  /** 0 before the first revision; the hash is then empty. */
  readonly version: number;
  readonly contentHash: string;
  /** How many times it was returned. */
  readonly returns: number;
  /** The day its last return asked for, if it asked for one. */
  readonly due: string | null;
  /** Its unit asked for it to be withdrawn, and nobody has answered yet. */
  readonly withdrawalRequested: boolean;
  /** It belongs to a demonstration and its title is made up. */
  readonly demonstration: boolean;
  /** How far it has come, as its unit said last; null before it said anything. */
  readonly executionStatus: ExecutionStatus | null;
  /** What has become of its report; null while there is none and none was excused. */
  readonly reportState: ReportState | null;
  /** The last fact about it; its revision is what `If-Match` wants. */
  readonly moved: Moved;
}

/** What can have become of the report on a scheda. */
export type ReportState = 'reported' | 'returned' | 'accepted' | 'excused';

/** The states of a scheda that say something of its report. */
const reportStates: Readonly<Partial<Record<string, ReportState>>> = {
  reported: 'reported',
  reportReturned: 'returned',
  accepted: 'accepted',
  excused: 'excused',
};

/** One row per scheda. */
export class SchedeProjection extends LifeProjection {
  readonly name = 'schede';
  readonly version = 6;
  readonly filter: LogFilter = { categories: ['cycle', 'register'] };
  readonly schema = `${standingTables} ${organisationTable} ${schedaTitleTable}
    CREATE TABLE scheda (
      cycle_id TEXT NOT NULL,
      scheda_id TEXT NOT NULL,
      zone TEXT NOT NULL,
      code TEXT NOT NULL,
      title TEXT NOT NULL,
      title_plain TEXT NOT NULL,
      programme_id TEXT NOT NULL,
      unit_id TEXT NOT NULL,
      person_id TEXT NOT NULL,
      state TEXT NOT NULL,
      state_it TEXT NOT NULL,
      state_en TEXT NOT NULL,
      version INTEGER NOT NULL DEFAULT 0,
      content_hash TEXT NOT NULL DEFAULT '',
      approved_version INTEGER,
      approved_hash TEXT,
      returns INTEGER NOT NULL DEFAULT 0,
      due TEXT,
      withdrawal_requested INTEGER NOT NULL DEFAULT 0,
      demonstration INTEGER NOT NULL,
      execution_status TEXT,
      report_state TEXT,
      moved_revision INTEGER NOT NULL,
      moved_type TEXT NOT NULL,
      moved_by TEXT NOT NULL,
      moved_at TEXT NOT NULL,
      PRIMARY KEY (cycle_id, scheda_id)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX scheda_by_code ON scheda (cycle_id, code);
  `;

  protected follow(step: CycleStep, database: DatabaseSync, event: RecordedEvent): void {
    if (followOrganisation(step, event, database)) {
      const { fact } = step;
      if (fact.type === 'UnitMerged') {
        merge(database).run(fact.data.intoUnitId, step.zone, fact.data.unitId);
      }
      return;
    }
    const renamed = followTitles(step, database);
    if (renamed) {
      const { title, schedaId } = renamed;
      entitle(database).run(title, plain(title), step.cycleId, schedaId);
    }
    noteEnd(step, database);
    if (step.part?.kind !== 'scheda') return;
    const { cycleId, part, fact, envelope, revision } = step;
    const [name] = part.machine.meta(part.after);
    const state = [part.after, name?.it ?? part.after, name?.en ?? part.after] as const;
    const moved = [revision, fact.type, envelope.actor.personId, envelope.recordedAt] as const;
    if (fact.type === 'SchedaAssigned' || fact.type === 'SchedaCarriedOver') {
      const { code, title, programmeId, unitId, personId, demonstration = false } = fact.data;
      const whose = [programmeId, unitId, personId] as const;
      insert(database).run(
        ...[cycleId, part.id, step.zone, code, title, plain(title), ...whose],
        ...[...state, Number(demonstration), ...moved],
      );
      if (fact.type === 'SchedaCarriedOver') {
        revise(database).run(1, fact.data.contentHash, cycleId, part.id);
      }
      return;
    }
    const reportState = reportStates[part.after] ?? null;
    move(database).run(...state, reportState, ...moved, cycleId, part.id);
    note(step, database);
  }

  /** Nobody has moved it: who saw it before has still seen it as it is. */
  protected override rename(
    part: MigratedPart,
    { cycleId }: CycleStep,
    database: DatabaseSync,
  ): void {
    const { kind, machine, after, id } = part;
    if (kind !== 'scheda') return;
    const [name] = machine.meta(after);
    const state = [after, name?.it ?? after, name?.en ?? after] as const;
    callAnew(database).run(...state, reportStates[after] ?? null, cycleId, id);
  }
}

/** The schede of a cycle that ended before its time stay where they stood; what that is called says so. */
const noteEnd = onFact({
  CycleAnnulled(_ended, step, database) {
    callEnded('annulled', step, database);
  },
  CycleRevoked(_ended, step, database) {
    callEnded('revoked', step, database);
  },
  CycleAbandoned(_ended, step, database) {
    callEnded('abandoned', step, database);
  },
});

function callEnded(
  how: CycleEnded['how'],
  { cycleId, envelope }: CycleStep,
  database: DatabaseSync,
): void {
  // The label of nothing: what is appended to that of each scheda.
  const then = standingLabel({ it: '', en: '' }, { ended: { how, on: envelope.occurredOn } });
  end(database).run(then.it, then.en, cycleId);
}

const note = onFact({
  SchedaReassigned({ schedaId, toUnitId, toPersonId }, { cycleId }, database) {
    reassign(database).run(toUnitId, toPersonId, cycleId, schedaId);
  },
  SchedaMoved({ schedaId, toProgrammeId }, { cycleId }, database) {
    changeProgramme(database).run(toProgrammeId, cycleId, schedaId);
  },
  SchedaRevised({ schedaId, version, contentHash }, { cycleId }, database) {
    revise(database).run(version, contentHash, cycleId, schedaId);
  },
  SchedaApproved({ schedaId }, { cycleId }, database) {
    approve(database).run(cycleId, schedaId);
  },
  AmendmentDropped({ schedaId }, { cycleId }, database) {
    goBack(database).run(cycleId, schedaId);
  },
  SchedaAnnulled({ schedaId }, { cycleId }, database) {
    goBack(database).run(cycleId, schedaId);
  },
  SchedaReturned({ schedaId, due }, { cycleId }, database) {
    giveBack(database).run(due ?? null, cycleId, schedaId);
  },
  ProgressRecorded({ schedaId, status }, { cycleId }, database) {
    execute(database).run(status, cycleId, schedaId);
  },
  SchedaReported({ schedaId, status }, { cycleId }, database) {
    execute(database).run(status, cycleId, schedaId);
  },
  SchedaWithdrawalRequested({ schedaId }, { cycleId }, database) {
    withdrawal(database).run(1, cycleId, schedaId);
  },
  SchedaWithdrawalDenied({ schedaId }, { cycleId }, database) {
    withdrawal(database).run(0, cycleId, schedaId);
  },
  SchedaWithdrawn({ schedaId }, { cycleId }, database) {
    withdrawal(database).run(0, cycleId, schedaId);
  },
});

const insert = statement(`
  INSERT INTO scheda (
    cycle_id, scheda_id, zone, code, title, title_plain, programme_id, unit_id, person_id,
    state, state_it, state_en, demonstration, moved_revision, moved_type, moved_by, moved_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
const ONE = 'WHERE cycle_id = ? AND scheda_id = ?';
const move = statement(`
  UPDATE scheda SET state = ?, state_it = ?, state_en = ?, report_state = ?,
    moved_revision = ?, moved_type = ?, moved_by = ?, moved_at = ? ${ONE}`);
const end = statement(
  'UPDATE scheda SET state_it = state_it || ?, state_en = state_en || ? WHERE cycle_id = ?',
);
const reassign = statement(`UPDATE scheda SET unit_id = ?, person_id = ? ${ONE}`);
const merge = statement('UPDATE scheda SET unit_id = ? WHERE zone = ? AND unit_id = ?');
const changeProgramme = statement(`UPDATE scheda SET programme_id = ? ${ONE}`);
const revise = statement(`UPDATE scheda SET version = ?, content_hash = ? ${ONE}`);
const approve = statement(
  `UPDATE scheda SET approved_version = version, approved_hash = content_hash ${ONE}`,
);
const goBack = statement(`
  UPDATE scheda SET version = approved_version, content_hash = approved_hash
  ${ONE} AND approved_version IS NOT NULL`);
const callAnew = statement(`
  UPDATE scheda SET state = ?, state_it = ?, state_en = ?, report_state = ?
  WHERE cycle_id = ? AND scheda_id = ?`);
const entitle = statement(`UPDATE scheda SET title = ?, title_plain = ? ${ONE}`);
const giveBack = statement(`UPDATE scheda SET returns = returns + 1, due = ? ${ONE}`);
const execute = statement(`UPDATE scheda SET execution_status = ? ${ONE}`);
const withdrawal = statement(`UPDATE scheda SET withdrawal_requested = ? ${ONE}`);

/** Which schede of a cycle are wanted. */
export interface SchedeQuery extends PageRequest {
  readonly cycleId: string;
  /** `2024-02-20`, Europe/Rome: on it depends who heads a unit. */
  readonly today: string;
  readonly state?: string | undefined;
  readonly unitId?: string | undefined;
  readonly programmeId?: string | undefined;
  /** A piece of the title; capitals and accents do not matter. */
  readonly title?: string | undefined;
}

/** The schede of a cycle in the order of their codes. @throws InvalidCursor */
export function schedeOf(database: DatabaseSync, query: SchedeQuery): Page<SchedaRow> {
  const filter = {
    cycleId: query.cycleId,
    state: query.state ?? null,
    unitId: query.unitId ?? null,
    programmeId: query.programmeId ?? null,
    title: query.title === undefined ? null : `%${escapeLike(plain(query.title))}%`,
  };
  const [lastCode] = placeOf(query, ['']);
  const rows = list(database).all({ ...filter, lastCode, limit: rowsToRead(query) });
  const total = countMatching(database).get(filter)?.['total'] as number;
  const organisation = organisationOf(database, query);
  return page(
    rows.map((row) => schedaRow(row, organisation)),
    total,
    query,
    ({ code }) => [code],
  );
}

/** One scheda, or undefined when the cycle has none of that id. */
export function schedaOf(
  database: DatabaseSync,
  cycleId: string,
  schedaId: string,
  today: string,
): SchedaRow | undefined {
  const row = one(database).get(cycleId, schedaId);
  return row && schedaRow(row, organisationOf(database, { cycleId, today }));
}

/** The organisation of the zone of a cycle. */
function organisationOf(
  database: DatabaseSync,
  { cycleId, today }: Pick<SchedeQuery, 'cycleId' | 'today'>,
): OrganisationOn | undefined {
  return organisationIn(database, cycleName(cycleId)?.zone ?? '', today);
}

/** How many schede of a cycle stand in each state, and how many each unit has in each state. */
export interface SchedeCounts {
  readonly total: number;
  readonly byState: readonly StateCount[];
  readonly byUnit: readonly {
    readonly unitId: string;
    readonly total: number;
    readonly byState: Readonly<Record<string, number>>;
  }[];
}

export interface StateCount {
  readonly state: string;
  readonly stateName: { readonly it: string; readonly en: string };
  readonly count: number;
}

/** Counts the schede of a cycle; all zero and empty for a cycle without any. */
export function schedeCounts(database: DatabaseSync, cycleId: string): SchedeCounts {
  const states = perState(database).all(cycleId) as unknown as readonly {
    readonly state: string;
    readonly it: string;
    readonly en: string;
    readonly count: number;
  }[];
  const units = perUnit(database).all(cycleId) as unknown as readonly {
    readonly unitId: string;
    readonly total: number;
    readonly byState: string;
  }[];
  return {
    total: states.reduce((total, { count }) => total + count, 0),
    byState: states.map(({ state, it, en, count }) => ({ state, stateName: { it, en }, count })),
    byUnit: units.map(({ unitId, total, byState }) => ({
      unitId,
      total,
      byState: JSON.parse(byState) as Record<string, number>,
    })),
  };
}

const COLUMNS = `
  cycle_id AS cycleId, zone, scheda_id AS schedaId, code, title, programme_id AS programmeId,
  unit_id AS unitId, person_id AS personId, state, state_it AS stateIt, state_en AS stateEn, version,
  content_hash AS contentHash, returns, due, withdrawal_requested AS withdrawalRequested,
  demonstration, execution_status AS executionStatus, report_state AS reportState, moved_revision AS movedRevision, moved_type AS movedType, moved_by AS movedBy,
  moved_at AS movedAt`;
const MATCHING = `
  FROM scheda
  WHERE cycle_id = :cycleId AND (:state IS NULL OR state = :state)
    AND (:unitId IS NULL OR unit_id = :unitId)
    AND (:programmeId IS NULL OR programme_id = :programmeId)
    AND (:title IS NULL OR title_plain LIKE :title ESCAPE '\\')`;
const list = statement(
  `SELECT ${COLUMNS} ${MATCHING} AND code > :lastCode ORDER BY code LIMIT :limit`,
);
const countMatching = statement(`SELECT count(*) AS total ${MATCHING}`);
const one = statement(`SELECT ${COLUMNS} FROM scheda ${ONE}`);
const perState = statement(`
  SELECT state, state_it AS it, state_en AS en, count(*) AS count FROM scheda
  WHERE cycle_id = ? GROUP BY state ORDER BY state`);
const perUnit = statement(`
  SELECT unit_id AS unitId, sum(count) AS total, json_group_object(state, count) AS byState FROM (
    SELECT unit_id, state, count(*) AS count FROM scheda WHERE cycle_id = ? GROUP BY unit_id, state
  ) GROUP BY unit_id ORDER BY unit_id`);

/** A title without capitals and accents, to be looked for: SQLite's LIKE knows only ASCII. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
}

/** The text as LIKE finds it literally, with a backslash as the escape. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

function schedaRow(
  row: Readonly<Record<string, unknown>>,
  organisation: OrganisationOn | undefined,
): SchedaRow {
  const { stateIt, stateEn, movedRevision, movedType, movedBy, movedAt, ...rest } = row;
  // The rest are the columns of COLUMNS, named after the fields of SchedaRow.
  return {
    ...rest,
    headPersonId: headOf(organisation, String(row['unitId'])) ?? row['personId'],
    stateName: { it: stateIt, en: stateEn },
    withdrawalRequested: rest['withdrawalRequested'] === 1,
    demonstration: rest['demonstration'] === 1,
    moved: { revision: movedRevision, type: movedType, by: movedBy, at: movedAt },
  } as unknown as SchedaRow;
}
