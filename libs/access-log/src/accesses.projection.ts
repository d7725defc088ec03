import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { Projection } from '#projections';
import type { AccessEnvelope, AccessFact, AccessFactType } from './access-fact.js';
import { ACCESS, zoneOfAccesses } from './access-stream.js';

/** Every access of every zone, one row each: what the report of accesses is made from. */
export class AccessesProjection extends Projection {
  readonly name = 'accesses';
  readonly version = 2;
  readonly filter: LogFilter = { categories: [ACCESS] };
  readonly schema = `
    CREATE TABLE access (
      position     INTEGER PRIMARY KEY,
      zone         TEXT NOT NULL, -- empty: of no zone
      at           TEXT NOT NULL,
      type         TEXT NOT NULL,
      -- In whose account it counts: who did it, or whose account or token it is about where nobody is known to.
      person_id    TEXT NOT NULL,
      role         TEXT NOT NULL,
      unit_id      TEXT,
      auth_method  TEXT NOT NULL,
      on_behalf_of TEXT,
      times        INTEGER NOT NULL,
      is_shown     INTEGER NOT NULL,
      is_export    INTEGER NOT NULL,
      request_id   TEXT,
      policy       TEXT,
      data         TEXT NOT NULL -- JSON
    ) STRICT;
    CREATE INDEX access_by_zone ON access (zone, position);
    CREATE INDEX access_by_time ON access (zone, at);
    CREATE INDEX access_by_person ON access (zone, person_id, at);
  `;

  apply({ position, stream, type, data, metadata }: RecordedEvent, database: DatabaseSync): void {
    // Written by AccessLog, and by nothing else.
    const fact = { type, data } as unknown as AccessFact;
    const { actor, recordedAt, requestId, policy } = metadata as unknown as AccessEnvelope;
    const who = countedFor(fact) ?? actor;
    database
      .prepare('INSERT INTO access VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        ...[position, zoneOfAccesses(stream) ?? '', recordedAt, type, who.personId, who.role],
        ...[who.unitId ?? null, actor.authMethod, actor.onBehalfOf ?? null],
        fact.type === 'SignInsRefused' ? fact.data.count : 1,
        Number(fact.type !== 'ReadRecorded' || fact.data.outcome === 'shown'),
        Number(fact.type === 'ReadRecorded' && fact.data.format !== undefined),
        requestId ?? null,
        policy ?? null,
        JSON.stringify(data),
      );
  }
}

/** Where the program itself has to say what somebody else did, or had done to them. */
function countedFor(
  fact: AccessFact,
): { readonly personId: string; readonly role: string; readonly unitId?: string } | undefined {
  if (fact.type === 'TokenMinted' || fact.type === 'TokenRevoked') return fact.data;
  // Which role they would have come in nobody knows.
  if (fact.type === 'SignInsRefused') return { personId: fact.data.personId ?? '', role: '' };
  return undefined;
}

/** Which accesses are wanted. */
export interface AccessesQuery {
  readonly zone: string;
  /** From this instant on, before that one: ISO 8601 UTC. */
  readonly from: string;
  readonly until: string;
  readonly personId?: string | undefined;
  readonly role?: string | undefined;
  readonly type?: string | undefined;
}

/** An access as the report shows it. */
export interface AccessRow {
  readonly position: number;
  readonly at: string;
  readonly type: AccessFactType;
  /** Empty where nobody knows. */
  readonly personId: string;
  readonly role: string;
  readonly unitId: string | null;
  readonly authMethod: string;
  readonly onBehalfOf: string | null;
  readonly requestId: string | null;
  /** Which policy held; null where that is not known. */
  readonly policy: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** How often one person, in one role, did what. Every number is one of attempts or acts, not of rows. */
export interface AccessCounts {
  readonly personId: string;
  readonly role: string;
  readonly signIns: number;
  readonly signInsRefused: number;
  readonly signOuts: number;
  readonly sessionsEnded: number;
  readonly emergencies: number;
  readonly tokensMinted: number;
  readonly tokensRevoked: number;
  readonly accountChanges: number;
  /** Reads that were shown, exports among them. */
  readonly reads: number;
  readonly exports: number;
  readonly readsNotShown: number;
  readonly first: string;
  readonly last: string;
}

/** What is of no zone is shown in each: ids of accounts that no zone knows, and attempts at none. */
const MATCHING = `
  FROM access
  WHERE zone IN (:zone, '') AND at >= :from AND at < :until
    AND (:personId IS NULL OR person_id = :personId)
    AND (:role IS NULL OR role = :role) AND (:type IS NULL OR type = :type)`;

function filterOf(query: AccessesQuery): Record<string, string | null> {
  const { zone, from, until, personId = null, role = null, type = null } = query;
  return { zone, from, until, personId, role, type };
}

/** Where the reasons of emergencies are read. */
const WHERE_ACCESSES_ARE_READ = 'GET /api/v1/access-report/accesses';

/**
 * When the emergency access of a zone was opened, oldest first, as far as no auditor has looked at the accesses
 * since: ISO 8601 UTC.
 */
export function emergenciesNotLookedAt(database: DatabaseSync, zone: string): readonly string[] {
  return database
    .prepare(
      `SELECT at FROM access
       WHERE zone = :zone AND type = 'EmergencyOpened' AND position > coalesce((
         SELECT max(position) FROM access
         WHERE zone = :zone AND type = 'ReadRecorded' AND role = 'AUD' AND is_shown = 1
           AND json_extract(data, '$.route') = :route), 0)
       ORDER BY position`,
    )
    .all({ zone, route: WHERE_ACCESSES_ARE_READ })
    .map(({ at }) => String(at));
}

/** A page of the accesses of a zone, the newest first. @param before the position of the last one seen */
export function accessesIn(
  database: DatabaseSync,
  query: AccessesQuery,
  {
    limit,
    before = Number.MAX_SAFE_INTEGER,
  }: { readonly limit: number; readonly before?: number | undefined },
): { readonly rows: readonly AccessRow[]; readonly total: number; readonly hasMore: boolean } {
  const filter = filterOf(query);
  const rows = database
    .prepare(
      `SELECT position, at, type, person_id AS personId, role, unit_id AS unitId,
         auth_method AS authMethod, on_behalf_of AS onBehalfOf, request_id AS requestId,
         policy, data
       ${MATCHING} AND position < :before ORDER BY position DESC LIMIT :limit`,
    )
    .all({ ...filter, before, limit: limit + 1 });
  const total = database.prepare(`SELECT count(*) AS total ${MATCHING}`).get(filter)?.['total'];
  return {
    // The columns are named after the fields of AccessRow.
    rows: rows.slice(0, limit).map((row) => ({
      ...row,
      data: JSON.parse(String(row['data'])) as AccessRow['data'],
    })) as unknown as readonly AccessRow[],
    total: Number(total),
    hasMore: rows.length > limit,
  };
}

const times = (type: AccessFactType): string => `sum(iif(type = '${type}', times, 0))`;

/** What each person did in a zone, role by role. */
export function countsOfAccesses(
  database: DatabaseSync,
  query: AccessesQuery,
): readonly AccessCounts[] {
  return (
    database
      .prepare(
        `SELECT person_id AS personId, role, ${times('SignedIn')} AS signIns,
         ${times('SignInsRefused')} AS signInsRefused, ${times('SignedOut')} AS signOuts,
         ${times('SessionsEnded')} AS sessionsEnded, ${times('EmergencyOpened')} AS emergencies,
         ${times('TokenMinted')} AS tokensMinted, ${times('TokenRevoked')} AS tokensRevoked,
         ${times('AccountChanged')} AS accountChanges,
         sum(type = 'ReadRecorded' AND is_shown) AS reads,
         sum(type = 'ReadRecorded' AND is_shown AND is_export) AS exports,
         sum(type = 'ReadRecorded' AND NOT is_shown) AS readsNotShown,
         min(at) AS first, max(at) AS last
       ${MATCHING} GROUP BY person_id, role ORDER BY person_id, role`,
      )
      // The columns are named after the fields of AccessCounts.
      .all(filterOf(query)) as unknown as readonly AccessCounts[]
  );
}
