import type { DatabaseSync } from 'node:sqlite';
import type { RecordedEvent } from '#event-store';
import type { RecordedFact } from '#workflow';
import { beginCorrectionsData, type CorrectionsData } from '../correction/correction.data.js';
import { rememberCorrections } from '../correction/correction.remember.js';
import { asShown } from '../correction/redaction.js';
import type { Envelope } from '../envelope.js';
import type { CycleStep } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import type { Remembers } from '../remember.js';

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

/**
 * The things of which a fact tells something else than was known: those it is about, or those whose facts it
 * corrects or redacts. It is kept with each of them.
 */
export function thingsTold(
  { cycleId, fact }: Pick<CycleStep, 'cycleId' | 'fact'>,
  about: readonly string[],
  { id, type, revision, data, metadata }: RecordedEvent,
  database: DatabaseSync,
): readonly string[] {
  const amends = fact.type === 'RecordCorrected' || fact.type === 'TextRedacted';
  const things = amends
    ? toldIn(database)
        .all(cycleId, fact.data.factRevision)
        .map((row) => row['thing_id'] as string)
    : about;
  const told = JSON.stringify({ id, type, revision, data, metadata });
  for (const thingId of things) keep(database).run(cycleId, thingId, revision, told);
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
    // What `thingsTold` alone has put there.
    .map((row) => JSON.parse(row['fact'] as string) as RecordedFact);
  const tell = (of: readonly RecordedFact[]): Data & CorrectionsData => {
    const told = { ...begin(), ...beginCorrectionsData() };
    for (const recorded of of) {
      remember(table, told, recorded);
      remember(rememberCorrections, told, recorded);
    }
    return told;
  };
  const recorded = tell(facts);
  return tell(facts.map((fact) => asShown(fact, recorded)));
}

/** Folds a fact into a part of the data as the write side does: a read model has no second memory of its own. */
function remember<Data>(table: Remembers<Data>, data: Data, recorded: RecordedFact): void {
  // The projection was given it as a fact of ours, in an envelope of ours. The entry under a type takes the
  // data of that type; TypeScript cannot follow the two together.
  const entry = (table as Readonly<Record<string, Remember<Data> | undefined>>)[recorded.type];
  entry?.(data, recorded.data, recorded.metadata as unknown as Envelope, recorded);
}

type Remember<Data> = (
  data: Data,
  fact: RecordedFact['data'],
  envelope: Envelope,
  recorded: RecordedFact,
) => void;

const keep = statement('INSERT INTO told_fact VALUES (?, ?, ?, ?)');
const toldIn = statement('SELECT thing_id FROM told_fact WHERE cycle_id = ? AND revision = ?');
const kept = statement(
  'SELECT fact FROM told_fact WHERE cycle_id = ? AND thing_id = ? ORDER BY revision',
);
