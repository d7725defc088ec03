import type { AccessFile } from './access-file.js';

/**
 * From every table that says something of a person. What hangs on an account (second factor, recovery codes,
 * passkeys) goes with it.
 */
const DELETIONS = [
  'DELETE FROM account WHERE person_id = ?',
  'DELETE FROM session WHERE person_id = ?',
  'DELETE FROM pending_step WHERE person_id = ?',
  'DELETE FROM invitation WHERE person_id = ?',
  'DELETE FROM recovery_request WHERE person_id = ?',
  'DELETE FROM emergency_code WHERE holder_id = ?',
  'DELETE FROM oidc_identity WHERE person_id = ?',
  'DELETE FROM oidc_invitation WHERE person_id = ?',
  'DELETE FROM oidc_expected_claim WHERE person_id = ?',
] as const;

/**
 * Erases how a person signs in: account, login, second factors, sessions, invitations and linked identities. Nothing
 * of it is left in the file, nor in its write-ahead log.
 * @param erasureId the fact by which it was decided: once for each, also on a file that came back from a copy
 * @throws Error while somebody else is reading what was there before: to be tried again
 */
export function forgetPerson(file: AccessFile, personId: string, erasureId: string): void {
  file.atomically(() => {
    for (const DELETION of DELETIONS) file.prepare(DELETION).run(personId);
  });
  const outcome = file.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  if (outcome?.['busy'] !== 0) throw new Error('The write-ahead log of access.db is in use');
  file.prepare('INSERT OR IGNORE INTO forgotten VALUES (?)').run(erasureId);
}

/** Whether an erasure has been carried out on this file. */
export function isForgotten(file: AccessFile, erasureId: string): boolean {
  return file.prepare('SELECT 1 FROM forgotten WHERE erasure_id = ?').get(erasureId) !== undefined;
}
