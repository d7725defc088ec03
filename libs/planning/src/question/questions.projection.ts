import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter } from '#event-store';
import { redactedText } from '../correction/redaction.js';
import type { DataOf } from '../planning-fact.js';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep, type MigratedPart } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';
import type { Source } from '../source.js';

/** A question and, once somebody has answered it, the answer. */
export interface QuestionRow {
  readonly cycleId: string;
  readonly zone: string;
  readonly questionId: string;
  /** What it is about: `programme P07`. */
  readonly subject: string;
  readonly text: string;
  /** A reader's guess, kept apart from the facts. */
  readonly guess: string | null;
  /** Where the text is silent: file, lines, its very words, how exact its date is. */
  readonly source: Source | null;
  /** The state of its machine: `open`, `answered`. */
  readonly state: string;
  readonly raised: Said;
  /** Null while it is open. */
  readonly answer: (Said & { readonly text: string; readonly basis: string }) | null;
}

/** Who and when (ISO 8601 UTC). */
export interface Said {
  readonly by: string;
  readonly role: string;
  readonly at: string;
}

/** What the sources do not say, and what people answered. */
export class QuestionsProjection extends LifeProjection {
  readonly name = 'questions';
  readonly version = 3;
  readonly filter: LogFilter = { categories: ['cycle', 'register'] };
  readonly schema = `${standingTables}
    CREATE TABLE question (
      position INTEGER PRIMARY KEY, -- of the fact that raised it
      zone TEXT NOT NULL,
      cycle_id TEXT NOT NULL,
      question_id TEXT NOT NULL,
      subject TEXT NOT NULL,
      text TEXT NOT NULL,
      guess TEXT,
      source TEXT, -- JSON
      state TEXT NOT NULL,
      raised_revision INTEGER NOT NULL,
      answered_revision INTEGER,
      raised_by TEXT NOT NULL,
      raised_role TEXT NOT NULL,
      raised_at TEXT NOT NULL,
      answer TEXT,
      basis TEXT,
      answered_by TEXT,
      answered_role TEXT,
      answered_at TEXT
    ) STRICT;
    CREATE UNIQUE INDEX question_by_id ON question (cycle_id, question_id);
    CREATE INDEX question_by_zone ON question (zone, position);
  `;

  protected follow(step: CycleStep, database: DatabaseSync): void {
    const { zone, cycleId, fact, envelope, position, revision, part } = step;
    if (fact.type === 'TextRedacted') hideText(fact.data, cycleId, database);
    if (part?.kind !== 'question') return;
    const said = [envelope.actor.personId, envelope.actor.role, envelope.recordedAt] as const;
    if (fact.type === 'QuestionRaised') {
      const { subject, text, guess = null, source } = fact.data;
      raise(database).run(
        ...[position, zone, cycleId, part.id, subject, text, guess],
        ...[source ? JSON.stringify(source) : null, part.after, revision, ...said],
      );
    } else if (fact.type === 'QuestionAnswered') {
      const { answer: text, basis } = fact.data;
      answer(database).run(part.after, text, basis, revision, ...said, cycleId, part.id);
    }
  }

  protected override rename(
    part: MigratedPart,
    { cycleId }: CycleStep,
    database: DatabaseSync,
  ): void {
    if (part.kind === 'question') callAnew(database).run(part.after, cycleId, part.id);
  }
}

/** A text that was redacted is not there; which of them it was, its fact and its place in it say. */
function hideText(
  { factRevision, where, pointer, sha256 }: DataOf<'TextRedacted'>,
  cycleId: string,
  database: DatabaseSync,
): void {
  const hide = where === 'data' ? hiding[pointer] : undefined;
  hide?.(database).run(redactedText(sha256), cycleId, factRevision);
}

const hiding: Readonly<Record<string, typeof raise | undefined>> = {
  '/text': statement('UPDATE question SET text = ? WHERE cycle_id = ? AND raised_revision = ?'),
  '/guess': statement('UPDATE question SET guess = ? WHERE cycle_id = ? AND raised_revision = ?'),
  '/answer': statement(
    'UPDATE question SET answer = ? WHERE cycle_id = ? AND answered_revision = ?',
  ),
  '/basis': statement('UPDATE question SET basis = ? WHERE cycle_id = ? AND answered_revision = ?'),
};

const raise = statement(`
  INSERT INTO question (
    position, zone, cycle_id, question_id, subject, text, guess, source, state,
    raised_revision, raised_by, raised_role, raised_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
const callAnew = statement('UPDATE question SET state = ? WHERE cycle_id = ? AND question_id = ?');
const answer = statement(`
  UPDATE question SET state = ?, answer = ?, basis = ?, answered_revision = ?,
    answered_by = ?, answered_role = ?, answered_at = ?
  WHERE cycle_id = ? AND question_id = ?`);

/** Which questions are wanted. */
export interface QuestionsQuery extends PageRequest {
  readonly zone: string;
  readonly cycleId?: string | undefined;
  /** `open` or `answered`. */
  readonly state?: string | undefined;
  /** The whole subject: `programme P07`. */
  readonly subject?: string | undefined;
}

/** The questions of a zone in the order they were raised. @throws InvalidCursor */
export function questionsOf(database: DatabaseSync, query: QuestionsQuery): Page<QuestionRow> {
  const { zone, cycleId = null, state = null, subject = null } = query;
  const filter = { zone, cycleId, state, subject };
  const [position] = placeOf(query, [0]);
  const read = list(database).all({ ...filter, position, limit: rowsToRead(query) });
  const total = countMatching(database).get(filter)?.['total'] as number;
  const { rows, next } = page(read, total, query, (row) => [row['position'] as number]);
  return { rows: rows.map(questionRow), total, next };
}

const MATCHING = `
  FROM question
  WHERE zone = :zone AND (:cycleId IS NULL OR cycle_id = :cycleId)
    AND (:state IS NULL OR state = :state) AND (:subject IS NULL OR subject = :subject)`;
const list = statement(
  `SELECT * ${MATCHING} AND position > :position ORDER BY position LIMIT :limit`,
);
const countMatching = statement(`SELECT count(*) AS total ${MATCHING}`);

function questionRow(row: Readonly<Record<string, unknown>>): QuestionRow {
  const said = (what: 'raised' | 'answered') => ({
    by: row[`${what}_by`],
    role: row[`${what}_role`],
    at: row[`${what}_at`],
  });
  const { zone, subject, text, guess, source, state, answer, basis } = row;
  // The columns are those of the table `question`, which `apply` alone fills.
  return {
    cycleId: row['cycle_id'],
    zone,
    questionId: row['question_id'],
    subject,
    text,
    guess,
    source: typeof source === 'string' ? (JSON.parse(source) as unknown) : null,
    state,
    raised: said('raised'),
    answer: answer === null ? null : { ...said('answered'), text: answer, basis },
  } as unknown as QuestionRow;
}
