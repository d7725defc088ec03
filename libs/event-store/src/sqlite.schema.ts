import { constants } from 'node:sqlite';
import type { DatabaseSync } from 'node:sqlite';

/** Goes up with every change of the tables, so that an older Traccia leaves a newer log alone. */
export const SCHEMA_VERSION = 1;

/** When so many pages have been written ahead they go into the log file. */
const WRITE_AHEAD_PAGES = 8_000;
/** How long the write-ahead file becomes: each page is 4 KiB and has a header of 24 bytes. */
export const WRITE_AHEAD_BYTES = WRITE_AHEAD_PAGES * (4_096 + 24);

/**
 * The tables of the log. A kind is a category and an event type: filters become a few numbers, and the
 * index on them keeps a filtered reader away from the events it does not want. Data and metadata are
 * canonical JSON as text; of events that came over the wire from other programs, the bytes as they came
 * (text where they are JSON in UTF-8, so that both read the same), and `json` says whether their writer
 * called them JSON. `again` counts how often an id was in the stream before: 0 for what we write. What has been recorded can be neither changed nor
 * removed.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS stream (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE IF NOT EXISTS kind (
    id INTEGER PRIMARY KEY,
    category TEXT NOT NULL,
    type TEXT NOT NULL,
    UNIQUE (category, type)
  ) STRICT;

  CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY,
    stream_id INTEGER NOT NULL REFERENCES stream (id),
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind_id INTEGER NOT NULL REFERENCES kind (id),
    created_ms INTEGER NOT NULL,
    data ANY NOT NULL,
    metadata ANY NOT NULL,
    json INTEGER NOT NULL DEFAULT 1,
    again INTEGER NOT NULL DEFAULT 0,
    UNIQUE (stream_id, revision),
    UNIQUE (stream_id, id, again)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS event_kind ON event (kind_id);

  ${['stream', 'kind', 'event']
    .flatMap((table) =>
      ['UPDATE', 'DELETE'].map(
        (change) => `
  CREATE TRIGGER IF NOT EXISTS ${table}_refuses_${change.toLowerCase()} BEFORE ${change} ON ${table}
  BEGIN SELECT RAISE(ABORT, 'The log is append-only'); END;`,
      ),
    )
    .join('')}

  CREATE TABLE IF NOT EXISTS consumer_group (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    checkpoint INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE IF NOT EXISTS delivery (
    group_id INTEGER NOT NULL REFERENCES consumer_group (id),
    position INTEGER NOT NULL REFERENCES event (position),
    attempt INTEGER NOT NULL,
    held_until_ms INTEGER NOT NULL,
    PRIMARY KEY (group_id, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE IF NOT EXISTS parked_event (
    group_id INTEGER NOT NULL REFERENCES consumer_group (id),
    position INTEGER NOT NULL REFERENCES event (position),
    attempts INTEGER NOT NULL,
    reason TEXT NOT NULL,
    parked_ms INTEGER NOT NULL,
    PRIMARY KEY (group_id, position)
  ) STRICT, WITHOUT ROWID;
`;

/** Where the groups of consumers stand is no part of the log: it changes. */
const CHANGEABLE = new Set<string | null>(['consumer_group', 'delivery', 'parked_event']);

/** Sets how the database works on this connection, and makes the tables that are missing. */
export function prepareDatabase(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > SCHEMA_VERSION)
    throw new Error(
      `Il registro è di una versione più recente di Traccia (${version}) / ` +
        `The log was made by a newer version of Traccia (${version})`,
    );
  database.exec(`
    PRAGMA journal_mode = WAL;
    -- Pages written again and again (indexes) reach the log file once per checkpoint: fewer is cheaper.
    PRAGMA wal_autocheckpoint = ${WRITE_AHEAD_PAGES};
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;
    PRAGMA trusted_schema = OFF;
    ${SCHEMA}
  `);
  if (version < SCHEMA_VERSION) database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
}

/**
 * What the store's own connection may do once the tables are there: read, and add to
 * the log. A mistake in our own
 * code then fails when its statement is prepared. (An authorizer is asked when a statement is compiled,
 * not when it runs, so this costs nothing.)
 */
export function authorize(action: number, subject: string | null): number {
  switch (action) {
    case constants.SQLITE_SELECT:
    case constants.SQLITE_READ:
    case constants.SQLITE_FUNCTION:
    case constants.SQLITE_INSERT:
    case constants.SQLITE_TRANSACTION:
    case constants.SQLITE_SAVEPOINT:
      return constants.SQLITE_OK;
    case constants.SQLITE_UPDATE:
    case constants.SQLITE_DELETE:
      return CHANGEABLE.has(subject) ? constants.SQLITE_OK : constants.SQLITE_DENY;
    case constants.SQLITE_PRAGMA:
      return subject === 'data_version' ? constants.SQLITE_OK : constants.SQLITE_DENY;
    default:
      return constants.SQLITE_DENY;
  }
}
