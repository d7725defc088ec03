import type { DatabaseSync } from 'node:sqlite';
import type { RecordedEvent } from '#event-store';
import { MIGRATION } from '#workflow';
import { statement } from '../read-side/statement.js';
import type { CycleStep } from '../read-side/standings.js';
import { beginOrganisationData, type OrganisationData } from './organisation.data.js';
import { ORGANISATION, type OrganisationOn } from './organisation.js';

/**
 * The table in which a projection keeps the organisation of every zone, as the definition itself remembers
 * it: so that read models ask the same questions of it as the write side, and have no rules of their own.
 */
export const organisationTable = `
  CREATE TABLE organisation (
    zone TEXT PRIMARY KEY,
    data TEXT NOT NULL -- JSON
  ) STRICT, WITHOUT ROWID;
`;

/** Keeps the table in step with a fact; false for a fact of something else. */
export function followOrganisation(
  { workflow, zone }: Pick<CycleStep, 'workflow' | 'zone'>,
  event: RecordedEvent,
  database: DatabaseSync,
): boolean {
  if (workflow.reference.id !== ORGANISATION) return false;
  const before = kept(database, zone) ?? beginOrganisationData();
  const { remember, follows } = workflow.definition;
  const isMigration = event.type === MIGRATION && follows !== undefined;
  // Every version of this definition remembers what the first one did, and more.
  const data = isMigration ? (follows.inherit(before, event) as OrganisationData) : before;
  remember[event.type]?.(data, event);
  keep(database).run(zone, JSON.stringify(data));
  return true;
}

/** The organisation of a zone on a day; undefined where the zone keeps none. */
export function organisationIn(
  database: DatabaseSync,
  zone: string,
  day: string,
): OrganisationOn | undefined {
  const text = find(database).get(zone)?.['data'] as string | undefined;
  if (text === undefined) return undefined;
  let ofDatabase = lastRead.get(database);
  if (!ofDatabase) lastRead.set(database, (ofDatabase = new Map<string, Parsed>()));
  let last = ofDatabase.get(zone);
  if (last?.text !== text) {
    last = { text, data: JSON.parse(text) as OrganisationData };
    ofDatabase.set(zone, last);
  }
  return { data: last.data, day };
}

interface Parsed {
  readonly text: string;
  /** To be looked at alone: it is handed out again. */
  readonly data: Readonly<OrganisationData>;
}

/** The same organisation is asked for at fact after fact, and to compare its text is much less than to parse it. */
const lastRead = new WeakMap<DatabaseSync, Map<string, Parsed>>();

function kept(database: DatabaseSync, zone: string): OrganisationData | undefined {
  const row = find(database).get(zone);
  return row && (JSON.parse(row['data'] as string) as OrganisationData);
}

const find = statement('SELECT data FROM organisation WHERE zone = ?');
const keep = statement('INSERT OR REPLACE INTO organisation VALUES (?, ?)');
