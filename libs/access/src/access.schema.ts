import { accountTables } from './accounts/accounts.schema.js';
import { forgottenTable } from './forgotten.schema.js';
import { oidcTables } from './oidc/oidc.schema.js';

/**
 * The steps by which the tables of this lib came to be, oldest first; how many were done stands in
 * `user_version`. A step that has been released is never changed: a new one follows it. The table
 * of API tokens, in the same file, belongs to `#people`.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE session (
    number           INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    hash             BLOB NOT NULL,
    person_id        TEXT NOT NULL,
    zone             TEXT NOT NULL,
    role             TEXT NOT NULL,
    unit_id          TEXT,
    method           TEXT NOT NULL,
    authenticated_ms INTEGER NOT NULL,
    browser          TEXT NOT NULL,
    network          TEXT NOT NULL,
    created_ms       INTEGER NOT NULL,
    last_seen_ms     INTEGER NOT NULL,
    ends_ms          INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX session_of_person ON session (person_id);
  `,
  accountTables,
  oidcTables,
  forgottenTable,
  // How strongly those proved who they are who came in with a provider before, nobody wrote down: they confirm it.
  `
  ALTER TABLE session ADD COLUMN is_weak INTEGER NOT NULL DEFAULT 0 CHECK (is_weak IN (0, 1));
  UPDATE session SET is_weak = 1 WHERE method = 'oidc';
  `,
  // Which zone begins with a code; those that were made before begin none, or the first.
  'ALTER TABLE invitation ADD COLUMN zone TEXT;',
];
