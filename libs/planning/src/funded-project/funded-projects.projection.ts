import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import { endOf } from '../zone-register/period.js';
import { thingsTold, toldAnew, toldTable } from '../zone-register/told-anew.js';
import {
  beginFundedProjectsData,
  type FundedProjectsData,
  type KeptProject,
} from './funded-project.data.js';
import { rememberFundedProjects } from './funded-project.remember.js';

/** A funded project as a list shows it. */
export interface FundedProjectListRow extends Readonly<KeptProject> {
  readonly cycleId: string;
  readonly zone: string;
  /** The last day of its period, as far as it can be told. */
  readonly endsOn: string | null;
  /** The first day by which something has still to be reported. */
  readonly nextReportingOn: string | null;
}

/** The funded projects of all registers. */
export class FundedProjectsProjection extends LifeProjection {
  readonly name = 'funded-projects';
  readonly version = 2;
  readonly filter: LogFilter = { categories: ['register'] };
  readonly schema = `${standingTables} ${toldTable}
    CREATE TABLE funded_project (
      position INTEGER NOT NULL, -- of the fact that added it
      zone TEXT NOT NULL,
      cycle_id TEXT NOT NULL,
      project_id TEXT NOT NULL,
      project TEXT NOT NULL, -- JSON of the project as the register remembers it
      ends_on TEXT,
      next_reporting_on TEXT,
      PRIMARY KEY (cycle_id, project_id)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX funded_project_by_position ON funded_project (position);
  `;

  protected follow(step: CycleStep, database: DatabaseSync, event: RecordedEvent): void {
    const { cycleId, zone, position, part, fact } = step;
    if (fact.type === 'FundedProjectAdded') {
      begin(database).run(position, zone, cycleId, fact.data.fundedProjectId);
    }
    const about = part?.kind === 'fundedProject' ? [part.id] : [];
    for (const thingId of thingsTold(step, about, event, database)) {
      const of = { cycleId, thingId };
      const told = toldAnew(rememberFundedProjects, beginFundedProjectsData, of, database);
      keepProjects(cycleId, told, database);
    }
  }
}

function keepProjects(
  cycleId: string,
  { fundedProjects }: FundedProjectsData,
  database: DatabaseSync,
): void {
  for (const [id, project] of Object.entries(fundedProjects)) {
    const { period, reportings } = project;
    const due = Object.values(reportings)
      .filter(({ done }) => !done)
      .map((reporting) => reporting.due)
      .sort();
    keep(database).run(
      ...[JSON.stringify(project), (period && endOf(period)) ?? null, due[0] ?? null],
      ...[cycleId, id],
    );
  }
}

const begin = statement(`
  INSERT INTO funded_project (position, zone, cycle_id, project_id, project)
  VALUES (?, ?, ?, ?, '')`);
const keep = statement(`
  UPDATE funded_project SET project = ?, ends_on = ?, next_reporting_on = ?
  WHERE cycle_id = ? AND project_id = ?`);

/** Which funded projects are wanted. */
export interface FundedProjectsQuery extends PageRequest {
  readonly cycleId: string;
  /** A CUP, whatever its letters look like. */
  readonly cup?: string | undefined;
  /** Only those that have something to report by that day, or had by an earlier one. */
  readonly reportingBy?: string | undefined;
}

/** The funded projects of a register in the order they were added. @throws InvalidCursor */
export function fundedProjectsOf(
  database: DatabaseSync,
  query: FundedProjectsQuery,
): Page<FundedProjectListRow> {
  const { cycleId, cup, reportingBy = null } = query;
  const filter = { cycleId, cup: cup?.toUpperCase() ?? null, reportingBy };
  const [position] = placeOf(query, [0]);
  const read = list(database).all({ ...filter, position, limit: rowsToRead(query) });
  const total = countMatching(database).get(filter)?.['total'] as number;
  const { rows, next } = page(read, total, query, (row) => [row['position'] as number]);
  return { rows: rows.map(listRow), total, next };
}

const MATCHING = `
  FROM funded_project
  WHERE cycle_id = :cycleId
    AND (:cup IS NULL OR EXISTS (
      SELECT 1 FROM json_each(project, '$.cup') WHERE upper(json_each.value) = :cup))
    AND (:reportingBy IS NULL OR next_reporting_on <= :reportingBy)`;
const list = statement(
  `SELECT * ${MATCHING} AND position > :position ORDER BY position LIMIT :limit`,
);
const countMatching = statement(`SELECT count(*) AS total ${MATCHING}`);

function listRow(row: Readonly<Record<string, unknown>>): FundedProjectListRow {
  const { project, zone, ends_on: endsOn, next_reporting_on: nextReportingOn } = row;
  // The columns are those of the table, which `apply` alone fills.
  return {
    ...(JSON.parse(project as string) as KeptProject),
    cycleId: row['cycle_id'],
    zone,
    endsOn,
    nextReportingOn,
  } as FundedProjectListRow;
}
