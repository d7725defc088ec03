import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter } from '#event-store';
import { redactedText } from '../correction/redaction.js';
import { cycleName } from '../cycle/cycle-id.js';
import type { DataOf } from '../planning-fact.js';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { LifeProjection } from '../read-side/life-projection.js';
import { standingTables, type CycleStep, type MigratedPart } from '../read-side/standings.js';
import { statement } from '../read-side/statement.js';

/** Where a promise stands on a day: `overdue` when it is open and its last day is over. */
export type PromiseStanding = 'open' | 'overdue' | 'kept' | 'broken' | 'withdrawn';
export const promiseStandings: readonly PromiseStanding[] = [
  'open',
  'overdue',
  'kept',
  'broken',
  'withdrawn',
];

/** A promise, the cycle that made it, and what became of it. */
export interface PromiseRow {
  readonly cycleId: string;
  readonly zone: string;
  readonly promiseId: string;
  readonly about: DataOf<'PromiseMade'>['about'];
  readonly text: string;
  /** The body it was made to, if to one. */
  readonly to: string | null;
  readonly due: string | null;
  readonly madeOn: string;
  readonly standing: PromiseStanding;
  /** Null while it is open. */
  readonly ended: {
    readonly on: string;
    /** How it was kept, or why not. */
    readonly text: string | null;
    readonly inCycleId: string | null;
  } | null;
}

/** What the cycles of every definition have promised, so that the later ones are reminded of it. */
export class PromisesProjection extends LifeProjection {
  readonly name = 'promises';
  readonly version = 3;
  readonly filter: LogFilter = { categories: ['cycle'] };
  readonly schema = `${standingTables}
    CREATE TABLE promise (
      position INTEGER PRIMARY KEY, -- of the fact that made it
      zone TEXT NOT NULL,
      cycle_id TEXT NOT NULL,
      year INTEGER NOT NULL,
      promise_id TEXT NOT NULL,
      about TEXT NOT NULL,
      text TEXT NOT NULL,
      made_to TEXT,
      due TEXT,
      made_on TEXT NOT NULL,
      state TEXT NOT NULL,
      ended_on TEXT,
      made_revision INTEGER NOT NULL,
      ended_text TEXT,
      ended_revision INTEGER,
      ended_in TEXT
    ) STRICT;
    CREATE UNIQUE INDEX promise_by_id ON promise (cycle_id, promise_id);
    CREATE INDEX promise_by_zone ON promise (zone, position);
  `;

  protected follow(step: CycleStep, database: DatabaseSync): void {
    const { zone, cycleId, fact, envelope, position, revision, part } = step;
    if (fact.type === 'TextRedacted') hideText(fact.data, cycleId, database);
    if (part?.kind !== 'promise') return;
    const { occurredOn } = envelope;
    const end = (text: string | null, inCycleId: string | null): void => {
      finish(database).run(part.after, occurredOn, text, inCycleId, revision, cycleId, part.id);
    };
    if (fact.type === 'PromiseMade') {
      const { about, text, to = null, due = null } = fact.data;
      make(database).run(
        ...[position, zone, cycleId, cycleName(cycleId)?.year ?? 0, part.id],
        ...[about, text, to, due, occurredOn, part.after, revision],
      );
    } else if (fact.type === 'PromiseKept') {
      end(fact.data.text, fact.data.inCycleId ?? null);
    } else if (fact.type === 'PromiseBroken') {
      end(envelope.reason ?? null, fact.data.inCycleId ?? null);
    } else {
      end(null, null);
    }
  }

  protected override rename(
    part: MigratedPart,
    { cycleId }: CycleStep,
    database: DatabaseSync,
  ): void {
    if (part.kind === 'promise') callAnew(database).run(part.after, cycleId, part.id);
  }
}

/** A text that was redacted is not there; which of them it was, its fact and its place in it say. */
function hideText(
  { factType, factRevision, where, pointer, sha256 }: DataOf<'TextRedacted'>,
  cycleId: string,
  database: DatabaseSync,
): void {
  const hide = hiding[`${factType} ${where} ${pointer}`];
  hide?.(database).run(redactedText(sha256), cycleId, factRevision);
}

const hideEnd = statement(
  'UPDATE promise SET ended_text = ? WHERE cycle_id = ? AND ended_revision = ?',
);
const hiding: Readonly<Record<string, typeof hideEnd | undefined>> = {
  'PromiseMade data /text': statement(
    'UPDATE promise SET text = ? WHERE cycle_id = ? AND made_revision = ?',
  ),
  'PromiseMade data /to': statement(
    'UPDATE promise SET made_to = ? WHERE cycle_id = ? AND made_revision = ?',
  ),
  'PromiseKept data /text': hideEnd,
  'PromiseBroken envelope /reason': hideEnd,
};

const make = statement(`
  INSERT INTO promise (
    position, zone, cycle_id, year, promise_id, about, text, made_to, due, made_on, state, made_revision)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
const callAnew = statement('UPDATE promise SET state = ? WHERE cycle_id = ? AND promise_id = ?');
const finish = statement(`
  UPDATE promise SET state = ?, ended_on = ?, ended_text = ?, ended_in = ?, ended_revision = ?
  WHERE cycle_id = ? AND promise_id = ?`);

/** Which promises are wanted. */
export interface PromisesQuery extends PageRequest {
  readonly zone: string;
  /** The day on which to say what is overdue, `2026-01-31`. */
  readonly on: string;
  readonly standing?: PromiseStanding | undefined;
  /**
   * Only what concerns this cycle: what it promised, what earlier cycles promised and is still open, and what
   * of that was kept or broken in it.
   */
  readonly cycleId?: string | undefined;
}

/** The promises of a zone in the order they were made. @throws InvalidCursor */
export function promisesOf(database: DatabaseSync, query: PromisesQuery): Page<PromiseRow> {
  const { zone, on, standing = null, cycleId = null } = query;
  const year = cycleName(cycleId ?? '')?.year ?? 0;
  const filter = { zone, on, standing, cycleId, year };
  const [position] = placeOf(query, [0]);
  const read = list(database).all({ ...filter, position, limit: rowsToRead(query) });
  const total = countMatching(database).get(filter)?.['total'] as number;
  const { rows, next } = page(read, total, query, (row) => [row['position'] as number]);
  return { rows: rows.map(promiseRow), total, next };
}

const MATCHING = `
  FROM (
    SELECT *, CASE WHEN state = 'open' AND due < :on THEN 'overdue' ELSE state END AS standing
    FROM promise
  )
  WHERE zone = :zone AND (:standing IS NULL OR standing = :standing)
    AND (:cycleId IS NULL OR cycle_id = :cycleId
      OR (year < :year AND (state = 'open' OR ended_in = :cycleId)))`;
const list = statement(
  `SELECT * ${MATCHING} AND position > :position ORDER BY position LIMIT :limit`,
);
const countMatching = statement(`SELECT count(*) AS total ${MATCHING}`);

function promiseRow(row: Readonly<Record<string, unknown>>): PromiseRow {
  const { zone, about, text, due, standing } = row;
  // The columns are those of the table `promise`, which `apply` alone fills.
  return {
    cycleId: row['cycle_id'],
    zone,
    promiseId: row['promise_id'],
    ...{ about, text, to: row['made_to'], due, madeOn: row['made_on'], standing },
    ended:
      row['ended_on'] === null
        ? null
        : { on: row['ended_on'], text: row['ended_text'], inCycleId: row['ended_in'] },
  } as unknown as PromiseRow;
}
