import type { DatabaseSync } from 'node:sqlite';
import { redactedText } from '../correction/redaction.js';
import type { PlanningFact } from '../planning-fact.js';
import type { CycleStep } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';

/** Which fact said what a thing is called. They need the table `subject`. */
export const labelTable = `
  CREATE TABLE label (
    cycle_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (cycle_id, revision)
  ) STRICT, WITHOUT ROWID;
`;

/** The free text by which each fact calls the thing it begins; schede have titles that change. */
const labels: Readonly<Partial<Record<PlanningFact['type'], string>>> = {
  MeetingScheduled: '/title',
  ContributionReceived: '/body',
  ApplicationReceived: '/body',
  QuestionRaised: '/text',
  PromiseMade: '/text',
};

/** Keeps in mind where a label comes from, and hides it where that text was redacted. */
export function followLabels(
  { fact, cycleId, revision, part }: CycleStep,
  database: DatabaseSync,
): void {
  if (part && labels[fact.type] !== undefined) {
    keep(database).run(cycleId, revision, part.kind, part.id);
  }
  if (fact.type !== 'TextRedacted') return;
  const { factRevision, factType, where, pointer, sha256 } = fact.data;
  if (where !== 'data' || (labels as Readonly<Record<string, unknown>>)[factType] !== pointer)
    return;
  hide(database).run(redactedText(sha256), cycleId, factRevision);
}

const keep = statement('INSERT INTO label VALUES (?, ?, ?, ?)');
const hide = statement(`
  UPDATE subject SET label = ?1 FROM label
  WHERE label.cycle_id = ?2 AND label.revision = ?3
    AND subject.cycle_id = label.cycle_id AND subject.kind = label.kind AND subject.id = label.id`);
