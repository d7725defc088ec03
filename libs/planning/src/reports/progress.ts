import type { DatabaseSync } from 'node:sqlite';
import { cycleName } from '../cycle/cycle-id.js';
import { nameOf } from '../organisation/organisation.js';
import { organisationIn } from '../organisation/organisation.table.js';
import { statement } from '../read-side/statement.js';
import { unitsAsJson, type OfUnits } from './of-units.js';
import { sectors, type ExecutionStatus } from '../value-sets.js';

/** Some of a whole; percent is rounded to one decimal, null of nothing. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly percent: number | null;
}

/** How a group of schede is getting on. */
export interface GroupProgress {
  /** Null for the schede without one. */
  readonly id: string | null;
  readonly name: string;
  readonly total: number;
  readonly byState: Readonly<Record<string, number>>;
  /** Of the schede in the plan, what was said last of their execution; nothing yet is `NOT_SAID`. */
  readonly byExecution: Readonly<Partial<Record<ExecutionStatus | 'NOT_SAID', number>>>;
  /** Checked by the office or in the plan, of those that did not go out. */
  readonly ready: Share;
  /** Completed, of those in the plan; what is done in part is not completed. */
  readonly done: Share;
}

/** How the schede of a cycle are getting on, in all and group by group. */
export interface ProgressReport {
  readonly all: GroupProgress;
  /** What each state is called. */
  readonly states: Readonly<Record<string, { readonly it: string; readonly en: string }>>;
  /**
   * A scheda whose programme serves several objectives counts under each of them: the groups may add up to
   * more than all.
   */
  readonly byObjective: readonly GroupProgress[];
  /** How many schede stand under more than one objective. */
  readonly underSeveralObjectives: number;
  readonly byProgramme: readonly GroupProgress[];
  readonly bySector: readonly GroupProgress[];
  readonly byUnit: readonly GroupProgress[];
}

interface Row {
  readonly schedaId: string;
  readonly programmeId: string;
  readonly programme: string | null;
  /** A JSON list of ids. */
  readonly objectiveIds: string | null;
  readonly unitId: string;
  readonly sector: string | null;
  readonly state: string;
  readonly it: string;
  readonly en: string;
  readonly inPlan: 0 | 1;
  readonly execution: ExecutionStatus | null;
}

/**
 * Groups the schede of a cycle, or of some units of it, by what they hang on.
 * @param on the day whose names the units have; one that the zone has not registered has its id
 */
export function progressOf(
  database: DatabaseSync,
  { cycleId, on, ...of }: { readonly cycleId: string; readonly on: string } & OfUnits,
): ProgressReport {
  const organisation = organisationIn(database, cycleName(cycleId)?.zone ?? '', on);
  // The columns of both statements are named after the fields.
  const rows = schedeOf(database).all({
    cycleId,
    units: unitsAsJson(of),
  }) as unknown as readonly Row[];
  const objectives = objectivesOf(database).all(cycleId) as unknown as readonly {
    readonly id: string;
    readonly name: string;
  }[];
  const names = new Map(objectives.map(({ id, name }) => [id, name]));
  const objectivesUnder = ({ objectiveIds }: Row): readonly string[] =>
    objectiveIds === null ? [] : (JSON.parse(objectiveIds) as readonly string[]);
  return {
    all: group(null, 'Tutte le schede', rows),
    states: Object.fromEntries(rows.map(({ state, it, en }) => [state, { it, en }])),
    byObjective: grouped(rows, objectivesUnder, (id) => names.get(id) ?? id, 'Senza obiettivo'),
    underSeveralObjectives: rows.filter((row) => objectivesUnder(row).length > 1).length,
    byProgramme: grouped(
      rows,
      // What a dropped revision added hangs on what went with it.
      ({ programmeId, programme }) => (programme === null ? [] : [programmeId]),
      (id) => rows.find(({ programmeId }) => programmeId === id)?.programme ?? id,
      'Senza programma',
    ),
    bySector: grouped(
      rows,
      ({ sector }) => (sector === null ? [] : [sector]),
      (id) => (sectors as Readonly<Record<string, string>>)[id] ?? id,
      'Settore non indicato',
    ),
    byUnit: grouped(
      rows,
      ({ unitId: id }) => [id],
      (id) => (organisation && nameOf(organisation, id)) ?? id,
      'Senza unità',
    ),
  };
}

/** The groups by id, those without one last. */
function grouped(
  rows: readonly Row[],
  idsOf: (row: Row) => readonly string[],
  nameOf: (id: string) => string,
  without: string,
): readonly GroupProgress[] {
  const groups = new Map<string, Row[]>();
  const apart: Row[] = [];
  for (const row of rows) {
    const ids = idsOf(row);
    if (ids.length === 0) apart.push(row);
    for (const id of ids) {
      const its = groups.get(id);
      if (its) its.push(row);
      else groups.set(id, [row]);
    }
  }
  const sorted = [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return [
    ...sorted.map(([id, its]) => group(id, nameOf(id), its)),
    ...(apart.length === 0 ? [] : [group(null, without, apart)]),
  ];
}

const wentOut: ReadonlySet<string> = new Set(['withdrawn', 'leftOut', 'dropped', 'annulled']);

function group(id: string | null, name: string, rows: readonly Row[]): GroupProgress {
  const inPlan = rows.filter((row) => row.inPlan === 1);
  const standing = rows.filter(({ state }) => !wentOut.has(state));
  const ready = standing.filter((row) => row.state === 'checked' || row.inPlan === 1);
  const done = inPlan.filter(({ execution }) => execution === 'COMPLETED');
  return {
    ...{ id, name, total: rows.length },
    byState: counts(rows.map(({ state }) => state)),
    byExecution: counts(inPlan.map(({ execution }) => execution ?? 'NOT_SAID')),
    ready: share(ready.length, standing.length),
    done: share(done.length, inPlan.length),
  };
}

function counts<Key extends string>(
  keys: readonly Key[],
): Partial<Record<Key, number>> & Record<string, number> {
  const found: Record<string, number> = {};
  for (const key of keys) found[key] = (found[key] ?? 0) + 1;
  return found as Partial<Record<Key, number>> & Record<string, number>;
}

function share(count: number, of: number): Share {
  return { count, of, percent: of === 0 ? null : Math.round((count / of) * 1000) / 10 };
}

const schedeOf = statement(`
  SELECT scheda_id AS schedaId, programme_id AS programmeId, programme.name AS programme,
    objective_ids AS objectiveIds, unit_id AS unitId, json_extract(content, '$.sector.value') AS sector,
    state, state_it AS it, state_en AS en, in_plan AS inPlan, execution
  FROM scheda LEFT JOIN programme USING (cycle_id, programme_id)
  WHERE cycle_id = :cycleId AND (:units IS NULL OR unit_id IN (SELECT value FROM json_each(:units))) ORDER BY code`);
const objectivesOf = statement(
  'SELECT objective_id AS id, name FROM objective WHERE cycle_id = ? ORDER BY objective_id',
);
