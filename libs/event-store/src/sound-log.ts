import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { DamagedLog } from './damaged-log.js';
import { HEADER_BYTES, isLog, needsWriteAhead, pageBytes } from './log-header.js';
import { isResult } from './result-code.js';
import { SCHEMA_VERSION } from './sqlite.schema.js';

/** SQLite looks through so much in some tenths of a second; a larger log is only looked at where it ends. */
const MAX_WHOLE_BYTES = 67_108_864;
const LAST_EVENTS = 100;
/** The revision of the event by which another program ended a stream for ever, whatever is before it. */
const ENDED = Number.MAX_SAFE_INTEGER;

/**
 * Looks whether the log is whole, as far as can be told in a moment, and writes nothing into it. A log that is
 * not there yet is. docs/operations.md says what is not noticed.
 * @throws DamagedLog
 */
export function mustBeSound(file: string, maxWholeBytes = MAX_WHOLE_BYTES): void {
  const bytes = sizeOf(file);
  const hasWriteAhead = (sizeOf(`${file}-wal`) ?? 0) > 0;
  if (bytes === undefined) {
    // SQLite would begin a new log and throw away what was written ahead for the old one.
    if (hasWriteAhead) throw new DamagedLog(file, 'log-missing');
    return;
  }
  if (bytes === 0) throw new DamagedLog(file, 'log-empty');
  const header = headerOf(file);
  if (!header.toString('latin1').startsWith('SQLite format 3\0'))
    throw new DamagedLog(file, 'not-a-database');
  if (!hasWriteAhead) {
    if (needsWriteAhead(header)) throw new DamagedLog(file, 'write-ahead-missing');
    if (bytes % pageBytes(header) !== 0) throw new DamagedLog(file, 'cut-off');
  }
  try {
    const database = openToRead(file, hasWriteAhead);
    try {
      if (bytes <= maxWholeBytes) mustHaveSoundPages(file, database);
      mustEndInOrder(file, database);
    } finally {
      database.close();
    }
  } catch (error) {
    if (!isResult(error, 'corrupt') && !isResult(error, 'notADatabase')) throw error;
    throw new DamagedLog(file, 'unreadable', (error as Error).message);
  }
}

function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}

/** The beginning of the file; zeros beyond its end. */
function headerOf(file: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(descriptor);
  }
  return header;
}

function openToRead(file: string, hasWriteAhead: boolean): DatabaseSync {
  const address = pathToFileURL(file);
  // Where nothing was written ahead SQLite needs no files beside the log, and is not to make any.
  if (!hasWriteAhead) address.searchParams.set('immutable', '1');
  return new DatabaseSync(address, { readOnly: true });
}

function mustHaveSoundPages(file: string, database: DatabaseSync): void {
  const { quick_check: found } = database.prepare('PRAGMA quick_check(1)').get() as {
    readonly quick_check: string;
  };
  if (found !== 'ok') throw new DamagedLog(file, 'unreadable', found.replaceAll('\n', ' '));
}

/** The last events: no gap in the log nor in a stream, and the indexes find each of them. */
function mustEndInOrder(file: string, database: DatabaseSync): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
    readonly user_version: number;
  };
  // Before its first fact a log has no version; whether a newer one can be read is not for us to say.
  if (version !== SCHEMA_VERSION) return;
  if (!isLog(database)) throw new DamagedLog(file, 'not-a-log');
  const rows = database.prepare(LAST).all(LAST_EVENTS) as unknown as readonly LastEvent[];
  const revisions = new Map<number, number>();
  for (const [index, { position, streamId, revision, end, found, named }] of rows.entries()) {
    const isNext = position === (rows[0]?.position ?? 0) - index;
    const later = revisions.get(streamId);
    const isNextOfStream =
      later === undefined ? revision === end : later === ENDED || revision === later - 1;
    if (!isNext || !isNextOfStream || found !== position || named !== 1)
      throw new DamagedLog(file, 'last-facts', `position ${position}`);
    revisions.set(streamId, revision);
  }
}

interface LastEvent {
  readonly position: number;
  readonly streamId: number;
  readonly revision: number;
  /** The last revision of its stream, as the index has it. */
  readonly end: number;
  /** The position of this revision of this stream, as the index has it. */
  readonly found: number | null;
  /** Whether its stream and its kind are there, and its texts can be read. */
  readonly named: number;
}

const LAST = `
  SELECT position, stream_id AS streamId, revision,
    (SELECT max(revision) FROM event WHERE stream_id = last.stream_id) AS "end",
    (SELECT position FROM event
      WHERE stream_id = last.stream_id AND revision = last.revision) AS found,
    EXISTS (SELECT 1 FROM stream WHERE id = last.stream_id)
      AND EXISTS (SELECT 1 FROM kind WHERE id = last.kind_id)
      AND length(data) IS NOT NULL AND length(metadata) IS NOT NULL AS named
  FROM event AS last ORDER BY position DESC LIMIT ?`;
