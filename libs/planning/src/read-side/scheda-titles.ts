import type { DatabaseSync } from 'node:sqlite';
import { redactedText } from '../correction/redaction.js';
import type { DataOf } from '../planning-fact.js';
import type { CycleStep } from './standings.js';
import { statement } from './statement.js';

/** The table in which a projection keeps what each scheda is called, was called in the plan, and since when. */
export const schedaTitleTable = `
  CREATE TABLE scheda_title (
    cycle_id TEXT NOT NULL,
    scheda_id TEXT NOT NULL,
    title TEXT NOT NULL,
    revision INTEGER NOT NULL, -- of the fact that gave it
    approved_title TEXT,
    approved_revision INTEGER,
    PRIMARY KEY (cycle_id, scheda_id)
  ) STRICT, WITHOUT ROWID;
`;

/** A scheda that is called something else now. */
export interface Renamed {
  readonly schedaId: string;
  readonly title: string;
}

/**
 * Follows what the schede of a cycle are called: as they are assigned and revised, as they go back to what
 * was approved, as a title is redacted. Answers with the one that the fact has given another name, or its
 * first.
 */
export function followTitles(step: CycleStep, database: DatabaseSync): Renamed | undefined {
  const { fact, cycleId, revision } = step;
  if (fact.type === 'SchedaAssigned' || fact.type === 'SchedaCarriedOver') {
    const { schedaId, title } = fact.data;
    begin(database).run(cycleId, schedaId, title, revision);
    return { schedaId, title };
  }
  if (fact.type === 'SchedaRevised') {
    const { schedaId, changes } = fact.data;
    const { title } = changes;
    if (typeof title !== 'string') return undefined;
    rename(database).run(title, revision, cycleId, schedaId);
    return { schedaId, title };
  }
  if (fact.type === 'SchedaApproved') approve(database).run(cycleId, fact.data.schedaId);
  if (fact.type === 'AmendmentDropped' || fact.type === 'SchedaAnnulled') {
    // The columns of `goBack`; no row where it was never approved.
    return goBack(database).get(cycleId, fact.data.schedaId) as Renamed | undefined;
  }
  return fact.type === 'TextRedacted' ? redacted(fact.data, cycleId, database) : undefined;
}

function redacted(
  { where, pointer, factRevision, sha256 }: DataOf<'TextRedacted'>,
  cycleId: string,
  database: DatabaseSync,
): Renamed | undefined {
  if (where !== 'data' || !titles.has(pointer)) return undefined;
  const hidden = redactedText(sha256);
  hideApproved(database).run(hidden, cycleId, factRevision);
  // The columns of `hide`; no row where it has another title by now.
  return hide(database).get(hidden, cycleId, factRevision) as Renamed | undefined;
}

/** Where facts say what a scheda is called. */
const titles = new Set(['/title', '/changes/title', '/content/title']);

const begin = statement('INSERT INTO scheda_title VALUES (?, ?, ?, ?, NULL, NULL)');
const ONE = 'WHERE cycle_id = ? AND scheda_id = ?';
const rename = statement(`UPDATE scheda_title SET title = ?, revision = ? ${ONE}`);
const approve = statement(
  `UPDATE scheda_title SET approved_title = title, approved_revision = revision ${ONE}`,
);
const goBack = statement(`
  UPDATE scheda_title SET title = approved_title, revision = approved_revision
  ${ONE} AND approved_title IS NOT NULL
  RETURNING scheda_id AS schedaId, title`);
const hideApproved = statement(
  'UPDATE scheda_title SET approved_title = ? WHERE cycle_id = ? AND approved_revision = ?',
);
const hide = statement(`
  UPDATE scheda_title SET title = ? WHERE cycle_id = ? AND revision = ?
  RETURNING scheda_id AS schedaId, title`);
