/**
 * The tables of sign-in with identity providers, in `access.db`. Nothing in them opens anything, and
 * nothing says who somebody is elsewhere: secrets, subjects and claims are kept as hashes.
 */
export const oidcTables = `
  CREATE TABLE oidc_transaction (
    secret_hash  BLOB PRIMARY KEY,
    issuer_id    TEXT NOT NULL,
    return_to    TEXT NOT NULL,
    max_age_s    INTEGER NOT NULL,
    step_up_of   TEXT,
    invitation   BLOB,
    expires_ms   INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE oidc_salt (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    salt         BLOB NOT NULL
  ) STRICT;
  CREATE TABLE oidc_identity (
    number       INTEGER PRIMARY KEY,
    hash         BLOB NOT NULL UNIQUE,
    issuer       TEXT NOT NULL,
    person_id    TEXT NOT NULL,
    linked_by    TEXT NOT NULL,
    linked_ms    INTEGER NOT NULL,
    last_used_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX oidc_identity_of_person ON oidc_identity (person_id);
  CREATE TABLE oidc_invitation (
    code_hash    BLOB PRIMARY KEY,
    person_id    TEXT NOT NULL,
    expires_ms   INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE oidc_expected_claim (
    hash         BLOB PRIMARY KEY,
    person_id    TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE oidc_session (
    session_id   TEXT PRIMARY KEY,
    issuer_id    TEXT NOT NULL,
    identity     BLOB NOT NULL,
    sid_hash     BLOB,
    begun_ms     INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE oidc_logout_token (
    hash         BLOB PRIMARY KEY,
    expires_ms   INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
