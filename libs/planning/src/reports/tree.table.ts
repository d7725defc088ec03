import type { DatabaseSync } from 'node:sqlite';
import type { Objective, Programme } from '../cycle/cycle.facts.js';
import { onFact } from '../read-side/on-fact.js';
import { statement } from '../read-side/statement.js';

const tree = (when: string): string => `
  CREATE TABLE objective${when} (
    cycle_id TEXT NOT NULL,
    objective_id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (cycle_id, objective_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE programme${when} (
    cycle_id TEXT NOT NULL,
    programme_id TEXT NOT NULL,
    name TEXT NOT NULL,
    objective_ids TEXT NOT NULL, -- a JSON list
    PRIMARY KEY (cycle_id, programme_id)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * The tables of the objectives and programmes of each cycle; and, while a revision is under way, of how they
 * were before it.
 */
export const treeTables = `${tree('')} ${tree('_before')}`;

/**
 * Follows the tree as it is planted, linked and mended. A revision that is dropped, or falls with the plan, leaves it
 * as it was approved; one that is merged, as the revision made it.
 */
export const followTree = onFact({
  TreeImported({ objectives, programmes }, { cycleId }, database) {
    for (const objective of objectives) plantObjective(cycleId, objective, database);
    for (const programme of programmes) plantProgramme(cycleId, programme, database);
  },
  ObjectiveAdded(objective, { cycleId }, database) {
    plantObjective(cycleId, objective, database);
  },
  ProgrammeAdded(programme, { cycleId }, database) {
    plantProgramme(cycleId, programme, database);
  },
  ProgrammeLinked({ programmeId, objectiveIds }, { cycleId }, database) {
    link(database).run(JSON.stringify(objectiveIds), cycleId, programmeId);
  },
  ObjectiveRenamed({ objectiveId, newName }, { cycleId }, database) {
    renameObjective(database).run(newName, cycleId, objectiveId);
  },
  ProgrammeRenamed({ programmeId, newName }, { cycleId }, database) {
    renameProgramme(database).run(newName, cycleId, programmeId);
  },
  ObjectiveRemoved({ objectiveId }, { cycleId }, database) {
    removeObjective(database).run(cycleId, objectiveId);
  },
  ProgrammeRemoved({ programmeId }, { cycleId }, database) {
    removeProgramme(database).run(cycleId, programmeId);
  },
  RevisionOpened(_opened, { cycleId }, database) {
    for (const copy of keepBefore) copy(database).run(cycleId);
  },
  RevisionMerged(_merged, { cycleId }, database) {
    for (const forget of forgetBefore) forget(database).run(cycleId);
  },
  RevisionDropped(_dropped, { cycleId }, database) {
    for (const step of [...uproot, ...plantBefore, ...forgetBefore]) step(database).run(cycleId);
  },
  CycleAnnulled: asBeforeTheRevision,
  CycleRevoked: asBeforeTheRevision,
});

/** A revision that was under way falls with the plan. */
function asBeforeTheRevision(
  _ended: unknown,
  { cycleId }: { readonly cycleId: string },
  database: DatabaseSync,
): void {
  // What was approved hangs on programmes: they are kept while a revision is under way, and only then.
  if (!underRevision(database).get(cycleId)) return;
  for (const step of [...uproot, ...plantBefore, ...forgetBefore]) step(database).run(cycleId);
}

function plantObjective(
  cycleId: string,
  { objectiveId, name }: Objective,
  database: DatabaseSync,
): void {
  addObjective(database).run(cycleId, objectiveId, name);
}

function plantProgramme(
  cycleId: string,
  { programmeId, name, objectiveIds }: Programme,
  database: DatabaseSync,
): void {
  addProgramme(database).run(cycleId, programmeId, name, JSON.stringify(objectiveIds));
}

const addObjective = statement('INSERT OR REPLACE INTO objective VALUES (?, ?, ?)');
const addProgramme = statement('INSERT OR REPLACE INTO programme VALUES (?, ?, ?, ?)');
const link = statement(
  'UPDATE programme SET objective_ids = ? WHERE cycle_id = ? AND programme_id = ?',
);
const renameObjective = statement(
  'UPDATE objective SET name = ? WHERE cycle_id = ? AND objective_id = ?',
);
const renameProgramme = statement(
  'UPDATE programme SET name = ? WHERE cycle_id = ? AND programme_id = ?',
);
const removeObjective = statement('DELETE FROM objective WHERE cycle_id = ? AND objective_id = ?');
const removeProgramme = statement('DELETE FROM programme WHERE cycle_id = ? AND programme_id = ?');
/** The same for both tables. */
const ofBoth = (sql: (table: string) => string): readonly ReturnType<typeof statement>[] =>
  ['objective', 'programme'].map((table) => statement(sql(table)));
const keepBefore = ofBoth(
  (table) => `INSERT INTO ${table}_before SELECT * FROM ${table} WHERE cycle_id = ?`,
);
const plantBefore = ofBoth(
  (table) => `INSERT INTO ${table} SELECT * FROM ${table}_before WHERE cycle_id = ?`,
);
const uproot = ofBoth((table) => `DELETE FROM ${table} WHERE cycle_id = ?`);
const underRevision = statement('SELECT 1 FROM programme_before WHERE cycle_id = ? LIMIT 1');
const forgetBefore = ofBoth((table) => `DELETE FROM ${table}_before WHERE cycle_id = ?`);
