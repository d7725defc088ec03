/** Local accounts and all that proves who their owner is. Nothing secret stands here in clear. */
export const accountTables = `
  CREATE TABLE account (
    person_id           TEXT PRIMARY KEY,
    login               TEXT NOT NULL UNIQUE,
    password            TEXT,
    is_enabled          INTEGER NOT NULL,
    created_ms          INTEGER NOT NULL,
    password_changed_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE totp (
    person_id     TEXT PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    sealed_secret BLOB NOT NULL,
    last_step     INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE recovery_code (
    person_id TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    hash      BLOB NOT NULL,
    PRIMARY KEY (person_id, hash)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE passkey (
    credential_id TEXT PRIMARY KEY,
    person_id     TEXT NOT NULL REFERENCES account ON DELETE CASCADE,
    user_handle   TEXT NOT NULL,
    public_key    BLOB NOT NULL,
    counter       INTEGER NOT NULL,
    transports    TEXT NOT NULL,
    name          TEXT NOT NULL,
    created_ms    INTEGER NOT NULL,
    last_used_ms  INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX passkey_of_person ON passkey (person_id);
  CREATE TABLE pending_step (
    number     INTEGER PRIMARY KEY,
    hash       BLOB NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    person_id  TEXT,
    content    TEXT NOT NULL,
    tries_left INTEGER NOT NULL,
    begun_ms   INTEGER NOT NULL,
    ends_ms    INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE attempt (
    key      TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_ms  INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE invitation (
    hash       BLOB PRIMARY KEY,
    purpose    TEXT NOT NULL,
    person_id  TEXT,
    login      TEXT,
    begun_ms   INTEGER NOT NULL,
    ends_ms    INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE recovery_request (
    id           TEXT PRIMARY KEY,
    person_id    TEXT NOT NULL,
    what         TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    begun_ms     INTEGER NOT NULL,
    ends_ms      INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE emergency_code (
    hash      BLOB PRIMARY KEY,
    holder_id TEXT NOT NULL,
    begun_ms  INTEGER NOT NULL,
    ends_ms   INTEGER
  ) STRICT, WITHOUT ROWID;
`;
