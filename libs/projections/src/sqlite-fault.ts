/** SQLite's primary result codes that speak of the machine, not of the statement (sqlite.org/rescode.html). */
const FAULTS: ReadonlySet<number> = new Set([
  5, // SQLITE_BUSY
  6, // SQLITE_LOCKED
  7, // SQLITE_NOMEM
  8, // SQLITE_READONLY
  10, // SQLITE_IOERR
  11, // SQLITE_CORRUPT
  13, // SQLITE_FULL
  14, // SQLITE_CANTOPEN
  26, // SQLITE_NOTADB
]);
const BUSY = 5;

/** True when the disk, the file or a neighbour is to blame, so that the same statement may work later. */
export function isSqliteFault(error: unknown): boolean {
  const code = primaryCode(error);
  return code !== undefined && FAULTS.has(code);
}

/** True when another connection holds the file. */
export function isBusy(error: unknown): boolean {
  return primaryCode(error) === BUSY;
}

function primaryCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}
