import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { START } from '#event-store';
import type { FollowedBatch, Position, RecordedEvent } from '#event-store';
import type { Projection } from './projection.js';
import { isSqliteFault } from './sqlite-fault.js';

/** A fact that a projection could not apply, put aside so that the next ones go on. */
export interface ParkedFact {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** What `apply` threw at the last attempt, in its words. */
  readonly error: string;
  /** When it was last attempted, ISO 8601 in UTC. */
  readonly at: string;
}

/** Which fact was the last to be considered; it tells whether a file and a log belong together. */
type LastFact = Pick<RecordedEvent, 'stream' | 'revision' | 'id' | 'position'>;

/** The file is not what this version of the projection would have written. */
class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** How long to wait for another process that is writing to the same file, in milliseconds. */
const BUSY_TIMEOUT_MS = 1000;

/**
 * While far behind the log, so many batches share a transaction: pages that each of them changes are written once.
 * Few enough that another process, which has to wait, does not give up.
 */
const BATCHES_PER_TRANSACTION = 10;

/** Memory for the pages in use, in KiB: while the rows are built in, every end of every index grows at once. */
const CACHE_KIB = 65_536;

/**
 * NORMAL in WAL mode does not sync at each commit: a power cut may undo the latest transactions, but
 * whole ones and in order. Rows and checkpoint are in the same transaction, so the file is then
 * merely a little behind and catches up from the log, which does sync (FULL).
 */
const PRAGMAS = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -${CACHE_KIB};
`;

const OWN_TABLES = `
  CREATE TABLE checkpoint (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    position INTEGER NOT NULL,
    built_from TEXT NOT NULL,
    last_stream TEXT,
    last_revision INTEGER,
    last_id TEXT,
    last_position INTEGER
  ) STRICT;
  CREATE TABLE parked (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    type TEXT NOT NULL,
    error TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
`;

/** One version of a projection on disk: its rows and, changed in the same transactions, its checkpoint. */
export class ProjectionFile {
  private readonly writer: DatabaseSync;
  private readonly reader: DatabaseSync;
  private readonly statements: Statements;
  private position: Position;
  /** The transaction that batches share, if one is under way: up to where in the log, and how many of them. */
  private underWay: { done: Position; batches: number } | undefined;

  /**
   * Opens the file, making it if it is not there.
   * @throws UnreadableFile, or SQLite's own error, when it is damaged or was made by something else.
   */
  constructor(
    private readonly projection: Projection,
    path: string,
  ) {
    this.writer = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    try {
      this.writer.exec(PRAGMAS);
      this.prepareTables();
      this.statements = prepareStatements(this.writer);
      this.position = this.storedPosition();
      this.reader = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    } catch (error) {
      this.writer.close();
      throw error;
    }
  }

  get checkpoint(): Position {
    return this.position;
  }

  /** The last fact considered, if any. */
  lastFact(): LastFact | undefined {
    // The row is shaped by the statement, and all four columns are written together.
    const { stream, revision, id, position } = this.statements.lastFact.get() as {
      [key in keyof LastFact]: LastFact[key] | null;
    };
    if (stream === null || revision === null || id === null || position === null) return undefined;
    return { stream, revision, id, position };
  }

  read<T>(fn: (database: DatabaseSync) => T): T {
    return fn(this.reader);
  }

  parked(): readonly ParkedFact[] {
    // The columns of OWN_TABLES are the fields of ParkedFact.
    return this.reader
      .prepare('SELECT position, stream, revision, type, error, at FROM parked ORDER BY position')
      .all() as unknown as ParkedFact[];
  }

  parkedCount(): number {
    const { count } = this.reader.prepare('SELECT count(*) AS count FROM parked').get() as {
      readonly count: number;
    };
    return count;
  }

  /**
   * Applies a batch and moves the checkpoint, all or nothing; while there is more to come, together with the
   * batches that follow at once. Facts at or before the checkpoint are passed over: the checkpoint in the file,
   * not our memory, says what is done, also when two processes follow into the same file.
   * @returns what `apply` threw for each fact that was parked.
   */
  apply({ events, checkpoint, caughtUp }: FollowedBatch): readonly unknown[] {
    try {
      const transaction = (this.underWay ??= this.begun());
      const { done } = transaction;
      const errors = this.applyEach(events.filter(({ position }) => position > done));
      if (checkpoint > done) {
        this.moveCheckpoint(checkpoint, events.at(-1));
        transaction.done = checkpoint;
      }
      if (caughtUp || ++transaction.batches >= BATCHES_PER_TRANSACTION) this.commit();
      return errors;
    } catch (error) {
      this.underWay = undefined;
      if (this.writer.isTransaction) this.writer.exec('ROLLBACK');
      throw error;
    }
  }

  /** Applies a parked fact again; it stays parked, with the new error, if it fails again. */
  retry(event: RecordedEvent): boolean {
    this.commit();
    return this.inTransaction(() => {
      if (this.statements.unpark.run(event.position).changes === 0) return true;
      const attempt = this.attempt([event]);
      if (!attempt.applied) this.park(event, attempt.error);
      return attempt.applied;
    });
  }

  /** What was not committed is undone, and applied again by whoever opens the file next. */
  close(): void {
    this.reader.close();
    this.writer.close();
  }

  private prepareTables(): void {
    const { projection, writer } = this;
    const builtFrom = JSON.stringify({ schema: projection.schema, filter: projection.filter });
    this.inTransaction(() => {
      if (writer.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined) return;
      writer.exec(OWN_TABLES);
      writer.exec(projection.schema);
      writer
        .prepare('INSERT INTO checkpoint (only, position, built_from) VALUES (1, ?, ?)')
        .run(START, builtFrom);
    });
    const complaint = writer.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (complaint !== 'ok') throw new UnreadableFile(`the file is damaged: ${String(complaint)}`);
    const row = writer.prepare('SELECT built_from FROM checkpoint').get();
    if (row?.['built_from'] !== builtFrom)
      throw new UnreadableFile(
        'the file was built from another schema or filter under the same version',
      );
  }

  private begun() {
    this.writer.exec('BEGIN IMMEDIATE');
    return { done: this.storedPosition(), batches: 0 };
  }

  /** Ends the transaction that batches share, if one is under way. */
  private commit(): void {
    if (!this.underWay) return;
    this.writer.exec('COMMIT');
    this.position = this.underWay.done;
    this.underWay = undefined;
  }

  private storedPosition(): Position {
    // checkpoint has one row, made together with the table.
    return (this.statements.position.get() as { readonly position: Position }).position;
  }

  private moveCheckpoint(checkpoint: Position, last: RecordedEvent | undefined): void {
    this.statements.move.run(checkpoint);
    if (last) this.statements.remember.run(last.stream, last.revision, last.id, last.position);
  }

  /**
   * Applies facts in one go, which is what nearly always works; if one of them cannot be applied, each by itself.
   * A way back for each costs more than applying it: SQLite keeps every page a second time at each of them.
   * @returns what `apply` threw for each fact that was parked
   */
  private applyEach(events: readonly RecordedEvent[]): readonly unknown[] {
    if (this.attempt(events).applied) return [];
    return events.flatMap((event) => {
      const attempt = this.attempt([event]);
      if (attempt.applied) return [];
      this.park(event, attempt.error);
      return [attempt.error];
    });
  }

  /** Applies all of them or leaves no trace of any. A fault of the disk is nobody's fact: it is thrown. */
  private attempt(events: readonly RecordedEvent[]): Attempt {
    this.statements.savepoint.run();
    try {
      for (const event of events) this.projection.apply(event, this.writer);
    } catch (error) {
      // After some faults SQLite has already undone the whole transaction, savepoint and all.
      if (isSqliteFault(error) || !this.writer.isTransaction) throw error;
      this.statements.undo.run();
      this.statements.release.run();
      this.projection.undone?.(this.writer);
      return { applied: false, error };
    }
    this.statements.release.run();
    return { applied: true };
  }

  private park({ position, stream, revision, type }: RecordedEvent, error: unknown): void {
    this.statements.park.run(position, stream, revision, type, String(error));
  }

  private inTransaction<T>(work: () => T): T {
    this.writer.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.writer.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.writer.isTransaction) this.writer.exec('ROLLBACK');
      throw error;
    }
  }
}

type Attempt = { readonly applied: true } | { readonly applied: false; readonly error: unknown };

type Statements = Readonly<
  Record<
    | 'position'
    | 'move'
    | 'lastFact'
    | 'remember'
    | 'savepoint'
    | 'undo'
    | 'release'
    | 'park'
    | 'unpark',
    StatementSync
  >
>;

function prepareStatements(database: DatabaseSync): Statements {
  return {
    position: database.prepare('SELECT position FROM checkpoint'),
    move: database.prepare('UPDATE checkpoint SET position = ?'),
    lastFact: database.prepare(
      `SELECT last_stream AS stream, last_revision AS revision, last_id AS id,
              last_position AS position FROM checkpoint`,
    ),
    remember: database.prepare(
      'UPDATE checkpoint SET last_stream = ?, last_revision = ?, last_id = ?, last_position = ?',
    ),
    savepoint: database.prepare('SAVEPOINT facts'),
    undo: database.prepare('ROLLBACK TO facts'),
    release: database.prepare('RELEASE facts'),
    park: database.prepare(
      `INSERT INTO parked (position, stream, revision, type, error, at)
       VALUES (?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`,
    ),
    unpark: database.prepare('DELETE FROM parked WHERE position = ?'),
  };
}
