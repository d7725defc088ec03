/** SQLITE_FULL (SQLite, Result Codes): the disk had no room for the database. */
const SQLITE_FULL = 13;

/** Whether something failed because the disk has no room left. */
export function isDiskFull(error: unknown): boolean {
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  return code === 'ENOSPC' || errcode === SQLITE_FULL;
}
