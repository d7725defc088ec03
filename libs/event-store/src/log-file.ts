import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { makeDurable } from '#durable-files';
import { DamagedLog } from './damaged-log.js';
import { isLog } from './log-header.js';
import { mustBeSound } from './sound-log.js';
import { SCHEMA_VERSION } from './sqlite.schema.js';
import { bytesOf } from './stored-bytes.js';
import type { StoredBytes } from './stored-bytes.js';
import type { StoredEvent } from './stored-event.js';
import { mayHoldFacts } from './notices.js';

/** The file of a log, looked at by somebody who is not its server. Nothing is written into it. */
export class LogFile {
  private constructor(
    readonly file: string,
    private readonly database: DatabaseSync,
  ) {}

  /**
   * @param inUse whether some process may be writing to it meanwhile
   * @throws DamagedLog, also for what is no log, and for a log of another version
   */
  static open(file: string, inUse: boolean): LogFile {
    if (!existsSync(file)) throw new DamagedLog(file, 'log-missing');
    mustBeSound(file, inUse ? undefined : Infinity);
    const address = pathToFileURL(file);
    const hasWriteAhead = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
    // So that SQLite makes no files beside one that is all there is.
    if (!inUse && !hasWriteAhead) address.searchParams.set('immutable', '1');
    const database = new DatabaseSync(address, { readOnly: true, timeout: 5_000 });
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
      readonly user_version: number;
    };
    if (!isLog(database) || version !== SCHEMA_VERSION) {
      database.close();
      throw new DamagedLog(file, 'not-a-log', `version ${version}`);
    }
    return new LogFile(file, database);
  }

  /** How many events there are now. */
  get size(): number {
    const { size } = this.database.prepare('SELECT count(*) AS size FROM event').get() as {
      readonly size: number;
    };
    return size;
  }

  /** Every event in log order, those that the store keeps for itself included. */
  *events(): Generator<StoredEvent> {
    const rows = this.database.prepare(EVENTS).iterate() as Iterable<unknown> as Iterable<Row>;
    for (const { json, data, metadata, ...event } of rows)
      yield { ...event, json: json === 1, data: bytesOf(data), metadata: bytesOf(metadata) };
  }

  /** Every event but those that the store keeps for itself. */
  *facts(): Generator<StoredEvent> {
    for (const event of this.events()) if (mayHoldFacts(event.stream)) yield event;
  }

  /**
   * Writes a copy, as the log is at this moment, into a file that is not there yet. Whoever writes to the
   * log meanwhile is not kept waiting. The copy is there when all of it is durable, and before that not at
   * all.
   * @throws DamagedLog if it did not become whole
   */
  copyTo(file: string): void {
    const partial = `${file}.partial`;
    rmSync(partial, { force: true }); // of a copy that was killed
    this.database.prepare('VACUUM INTO ?').run(partial);
    mustBeSound(partial, Infinity);
    makeDurable(partial);
    renameSync(partial, file);
    makeDurable(dirname(file));
  }

  close(): void {
    this.database.close();
  }
}

interface Row extends Omit<StoredEvent, 'json' | 'data' | 'metadata'> {
  readonly json: 0 | 1;
  readonly data: StoredBytes;
  readonly metadata: StoredBytes;
}

const EVENTS = `
  SELECT position, stream.name AS stream, revision, event.id AS id, type, json, data, metadata
  FROM event JOIN stream ON stream.id = stream_id JOIN kind ON kind.id = kind_id
  ORDER BY position`;
