import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { Projection } from '#projections';
import type { ActorInFact } from '../envelope.js';
import type { CommandRefused } from '../pipeline/refusal-log.js';
import { page, placeOf, rowsToRead, type Page, type PageRequest } from '../read-side/page.js';
import { statement } from '../read-side/statement.js';
import { refusalSentence } from '../refusals.js';

/** An attempt that was refused. */
export interface RefusalRow {
  readonly position: number;
  readonly zone: string;
  readonly cycleId: string;
  readonly personId: string;
  readonly role: string;
  readonly unitId: string | null;
  /** The person for whom it was attempted, if it was for somebody. */
  readonly onBehalfOf: string | null;
  readonly verb: string;
  readonly code: string;
  /** The rule that said no. */
  readonly rule: string;
  /** The legal reference that imposes it, if any. */
  readonly law: string | null;
  readonly details: Readonly<Record<string, string | number>>;
  /** What the person was told. */
  readonly it: string;
  readonly en: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
}

/** Who was refused what, by which rule. */
export class RefusalsProjection extends Projection {
  readonly name = 'refusals';
  readonly version = 2;
  readonly filter: LogFilter = { categories: ['refusals'] };
  readonly schema = `
    CREATE TABLE refusal (
      position INTEGER PRIMARY KEY,
      zone TEXT NOT NULL,
      cycle_id TEXT NOT NULL,
      person_id TEXT NOT NULL,
      role TEXT NOT NULL,
      unit_id TEXT,
      on_behalf_of TEXT,
      verb TEXT NOT NULL,
      code TEXT NOT NULL,
      rule TEXT NOT NULL,
      law TEXT,
      details TEXT NOT NULL, -- JSON
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX refusal_by_zone ON refusal (zone, position);
  `;

  apply(event: RecordedEvent, database: DatabaseSync): void {
    if (event.type !== 'CommandRefused') return;
    const zone = event.stream.slice('refusals-'.length);
    // Written by the refusal log of the pipeline, and by nothing else.
    const { cycleId, verb, code, rule, law, details } = event.data as unknown as CommandRefused;
    const { actor, recordedAt } = event.metadata as unknown as {
      readonly actor: ActorInFact;
      readonly recordedAt: string;
    };
    insert(database).run(
      ...[event.position, zone, cycleId, actor.personId, actor.role, actor.unitId ?? null],
      ...[
        actor.onBehalfOf ?? null,
        verb,
        code,
        rule,
        law ?? null,
        JSON.stringify(details),
        recordedAt,
      ],
    );
  }
}

const insert = statement('INSERT INTO refusal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');

/** Which refusals are wanted. */
export interface RefusalsQuery extends PageRequest {
  readonly zone: string;
  readonly cycleId?: string | undefined;
  /** Any of these codes. */
  readonly codes?: readonly string[] | undefined;
  readonly verb?: string | undefined;
  readonly personId?: string | undefined;
}

/** The refusals of a zone, the newest first. @throws InvalidCursor */
export function refusalsIn(database: DatabaseSync, query: RefusalsQuery): Page<RefusalRow> {
  const { zone, cycleId = null, verb = null, personId = null } = query;
  const codes = query.codes ? JSON.stringify(query.codes) : null;
  const filter = { zone, cycleId, verb, personId, codes };
  const [position] = placeOf(query, [Number.MAX_SAFE_INTEGER]);
  const rows = list(database).all({ ...filter, position, limit: rowsToRead(query) });
  const total = countMatching(database).get(filter)?.['total'] as number;
  return page(rows.map(refusalRow), total, query, (row) => [row.position]);
}

const MATCHING = `
  FROM refusal
  WHERE zone = :zone AND (:cycleId IS NULL OR cycle_id = :cycleId)
    AND (:verb IS NULL OR verb = :verb) AND (:personId IS NULL OR person_id = :personId)
    AND (:codes IS NULL OR code IN (SELECT value FROM json_each(:codes)))`;
const list = statement(`
  SELECT position, zone, cycle_id AS cycleId, person_id AS personId, role, unit_id AS unitId,
    on_behalf_of AS onBehalfOf, verb,
    code, rule, law, details, at
  ${MATCHING} AND position < :position ORDER BY position DESC LIMIT :limit`);
const countMatching = statement(`SELECT count(*) AS total ${MATCHING}`);

function refusalRow(row: Readonly<Record<string, unknown>>): RefusalRow {
  const details = JSON.parse(row['details'] as string) as RefusalRow['details'];
  const { it, en } = refusalSentence(String(row['code']), details);
  // The rest are the columns of `list`, named after the fields of RefusalRow.
  return { ...row, details, it, en } as unknown as RefusalRow;
}
