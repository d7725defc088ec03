import type { DatabaseSync } from 'node:sqlite';
import type { RecordedEvent } from '#event-store';
import type { RecordedFact } from '#workflow';
import { beginCorrectionsData, type CorrectionsData } from '../correction/correction.data.js';
import { rememberCorrections } from '../correction/correction.remember.js';
import { asShown } from '../correction/redaction.js';
import type { Envelope } from '../envelope.js';
import type { PlanningFact } from '../planning-fact.js';
import type { CycleStep } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import type { Remembers } from '../remember.js';
import { remembered } from './remembered.js';

/**
 * The table in which a projection keeps the facts of each thing of a register, so that it can tell the thing
 * anew where one of its facts is corrected, or a text in one is redacted.
 */
export const toldTable = `
  CREATE TABLE told_fact (
    cycle_id TEXT NOT NULL,
    thing_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    fact TEXT NOT NULL, -- JSON as it was recorded
    PRIMARY KEY (cycle_id, thing_id, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX told_fact_by_revision ON told_fact (cycle_id, revision);
`;

/** Keeps a fact as one of these things. */
export function keepTold(
  cycleId: string,
  thingIds: readonly string[],
  { id, type, revision, data, metadata }: RecordedEvent,
  database: DatabaseSync,
): void {
  const fact = JSON.stringify({ id, type, revision, data, metadata });
  for (const thingId of thingIds) keep(database).run(cycleId, thingId, revision, fact);
}

/** The things that a correction or a redaction is about, with which it is kept too; none for another fact. */
export function amendedThings(
  { cycleId, fact }: Pick<CycleStep, 'cycleId' | 'fact'>,
  event: RecordedEvent,
  database: DatabaseSync,
): readonly string[] {
  if (fact.type !== 'RecordCorrected' && fact.type !== 'TextRedacted') return [];
  const things = about(database)
    .all(cycleId, fact.data.factRevision)
    .map((row) => row['thing_id'] as string);
  keepTold(cycleId, things, event, database);
  return things;
}

/** What is remembered of a thing by its facts alone, as it may be shown: put right, and without what is hidden. */
export function toldAnew<Data extends object>(
  table: Remembers<Data>,
  begin: () => Data,
  { cycleId, thingId }: { readonly cycleId: string; readonly thingId: string },
  database: DatabaseSync,
): Data {
  const facts = kept(database)
    .all(cycleId, thingId)
    // What `keepTold` alone has put there.
    .map((row) => JSON.parse(row['fact'] as string) as RecordedFact);
  const tell = (of: readonly RecordedFact[]): Data & CorrectionsData => {
    const told = { ...begin(), ...beginCorrectionsData() };
    for (const recorded of of) {
      // The projection was given them as facts of ours, in envelopes of ours.
      const step = {
        fact: recorded as unknown as PlanningFact,
        envelope: recorded.metadata as unknown as Envelope,
      };
      remembered(table, told, step, recorded);
      remembered(rememberCorrections, told, step, recorded);
    }
    return told;
  };
  const recorded = tell(facts);
  return tell(facts.map((fact) => asShown(fact, recorded)));
}

const keep = statement('INSERT INTO told_fact VALUES (?, ?, ?, ?)');
const about = statement('SELECT thing_id FROM told_fact WHERE cycle_id = ? AND revision = ?');
const kept = statement(
  'SELECT fact FROM told_fact WHERE cycle_id = ? AND thing_id = ? ORDER BY revision',
);
