import type { DatabaseSync } from 'node:sqlite';
import type { LogFilter, RecordedEvent } from '#event-store';
import { Projection } from '#projections';
import {
  MAILBOX,
  mailboxOf,
  type MailboxActor,
  type MailboxEnvelope,
  type MailboxFact,
} from '../mailbox.facts.js';

/** A calendar that somebody may read at a secret address. */
export interface CalendarFeed {
  readonly feedId: string;
  readonly zone: string;
  /** Who asked for it, in which role. */
  readonly owner: MailboxActor;
  /** ISO 8601 UTC. */
  readonly issuedAt: string;
}

/** The secret addresses that are good, by what is kept of the secret. A person of a zone has one at most. */
export class CalendarFeedsProjection extends Projection {
  readonly name = 'calendar-feeds';
  readonly version = 1;
  readonly filter: LogFilter = {
    categories: [MAILBOX],
    types: ['CalendarFeedIssued', 'CalendarFeedRevoked'] satisfies MailboxFact['type'][],
  };
  readonly schema = `
    CREATE TABLE feed (
      zone TEXT NOT NULL,
      person_id TEXT NOT NULL,
      feed_id TEXT NOT NULL,
      secret_sha256 TEXT NOT NULL UNIQUE,
      role TEXT NOT NULL,
      unit_id TEXT,
      auth_method TEXT NOT NULL,
      issued_at TEXT NOT NULL,
      PRIMARY KEY (zone, person_id)
    ) STRICT, WITHOUT ROWID;
  `;

  apply({ stream, type, data, metadata }: RecordedEvent, database: DatabaseSync): void {
    const whose = mailboxOf(stream);
    if (!whose) return;
    const { zone, recipientId } = whose;
    // Facts of mailboxes are written by this library, and by nothing else.
    const fact = { type, data } as unknown as MailboxFact;
    const { actor, recordedAt } = metadata as unknown as MailboxEnvelope;
    if (fact.type === 'CalendarFeedIssued') {
      const { feedId, secretSha256 } = fact.data;
      const { role, unitId = null, authMethod } = actor;
      database
        .prepare('INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
        .run(zone, recipientId, feedId, secretSha256, role, unitId, authMethod, recordedAt);
    }
    if (fact.type === 'CalendarFeedRevoked') {
      database
        .prepare('DELETE FROM feed WHERE zone = ? AND person_id = ? AND feed_id = ?')
        .run(zone, recipientId, fact.data.feedId);
    }
  }
}

/** The feed of a person; undefined where they have none. */
export function feedOfPerson(
  database: DatabaseSync,
  zone: string,
  personId: string,
): CalendarFeed | undefined {
  const row = database
    .prepare(`${FEEDS} WHERE zone = ? AND person_id = ?`)
    .get(zone, personId) as unknown as FeedRow | undefined;
  return row && feedIn(row);
}

/** The feed of which this is kept, and what is kept of it: still to be compared by whoever asks. */
export function feedBySecret(
  database: DatabaseSync,
  secretSha256: string,
): { readonly feed: CalendarFeed; readonly secretSha256: string } | undefined {
  const row = database.prepare(`${FEEDS} WHERE secret_sha256 = ?`).get(secretSha256) as unknown as
    FeedRow | undefined;
  return row && { feed: feedIn(row), secretSha256: row.secretSha256 };
}

/** The columns of the query. */
interface FeedRow {
  readonly feedId: string;
  readonly secretSha256: string;
  readonly zone: string;
  readonly personId: string;
  readonly role: string;
  readonly unitId: string | null;
  readonly authMethod: string;
  readonly issuedAt: string;
}

const FEEDS = `
  SELECT feed_id AS feedId, secret_sha256 AS secretSha256, zone, person_id AS personId, role,
    unit_id AS unitId, auth_method AS authMethod, issued_at AS issuedAt
  FROM feed`;

function feedIn({
  feedId,
  zone,
  personId,
  role,
  unitId,
  authMethod,
  issuedAt,
}: FeedRow): CalendarFeed {
  const owner = { personId, role, ...(unitId !== null && { unitId }), authMethod };
  return { feedId, zone, owner, issuedAt };
}
