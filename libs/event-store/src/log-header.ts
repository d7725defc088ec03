import type { DatabaseSync } from 'node:sqlite';

/**
 * While a process works on the log, what was written last is in the write-ahead file alone. A copy without
 * that file is whole to SQLite and yet lacks facts; so the header of the log itself says whether it is in use.
 * It is said in the application id, which is for programs to tell their files by.
 */
const IN_USE = 0x54726155; // TraU
const AT_REST = 0x54726152; // TraR

/** The header of a database file: sqlite.org/fileformat.html, section 1.3. */
export const HEADER_BYTES = 100;
const PAGE_BYTES = 16;
const WRITE_VERSION = 18;
const APPLICATION_ID = 68;
const WRITE_AHEAD = 2;

/** Says in the file that it is in use; not only in the write-ahead file, which may be left out of a copy. */
export function markInUse(database: DatabaseSync): void {
  database.exec(`PRAGMA application_id = ${IN_USE}; PRAGMA wal_checkpoint(PASSIVE)`);
}

/** Says that nobody writes any more; closing the last connection puts this into the file, with all the rest. */
export function markAtRest(database: DatabaseSync): void {
  database.exec(`PRAGMA application_id = ${AT_REST}`);
}

/** Whether a database says that it is a log. */
export function isLog(database: DatabaseSync): boolean {
  const { application_id: id } = database.prepare('PRAGMA application_id').get() as {
    readonly application_id: number;
  };
  return id === IN_USE || id === AT_REST;
}

/** How long each page of a file with this header is. */
export function pageBytes(header: Buffer): number {
  const bytes = header.readUInt16BE(PAGE_BYTES);
  return bytes === 1 ? 65_536 : bytes; // which two bytes cannot say
}

/**
 * Whether a file with this header is nothing without its write-ahead file. One that VACUUM INTO made of a log
 * in use is whole: it has never had any.
 */
export function needsWriteAhead(header: Buffer): boolean {
  return header[WRITE_VERSION] === WRITE_AHEAD && header.readInt32BE(APPLICATION_ID) === IN_USE;
}
