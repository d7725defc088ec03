import { StoreUnavailable, WrongExpectedRevision } from './event-store.js';
import type { SqliteLog } from './sqlite.log.js';

/** More than this waiting means that somebody writes without waiting for the answers. */
const MAX_WAITING_BYTES = 134_217_728;
/** What a write weighs beside its own bytes, roughly. */
const WRITE_BYTES = 1_000;

interface Waiting {
  readonly write: (log: SqliteLog) => void;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/**
 * Everything that is waiting to be written goes to disk in one transaction per turn of the event loop,
 * in order of arrival: one fsync for all of them. A promise resolves only after the commit.
 */
export class GroupCommit {
  readonly #open: () => SqliteLog;
  readonly #nowMs: () => number;
  readonly #moved: () => void;
  #log: SqliteLog | undefined;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #closed = false;

  /** @param moved is called when there may be new events, before their writers are answered. */
  constructor(log: SqliteLog, reopen: () => SqliteLog, nowMs: () => number, moved: () => void) {
    this.#log = log;
    this.#open = reopen;
    this.#nowMs = nowMs;
    this.#moved = moved;
  }

  /** Reads what is committed, at once. @throws StoreUnavailable */
  read<Result>(read: (log: SqliteLog) => Result): Result {
    try {
      return read(this.#connected());
    } catch (error) {
      throw unavailable(error);
    }
  }

  /**
   * @param write runs inside the transaction, with others before and after it. It may throw
   * WrongExpectedRevision having written nothing; any other error fails the whole transaction.
   * @param bytes what it keeps in memory while it waits
   * @throws StoreUnavailable
   */
  write<Result>(write: (log: SqliteLog) => Result, bytes = 0): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw closed();
      if (this.#waitingBytes >= MAX_WAITING_BYTES)
        throw new StoreUnavailable('Troppe scritture in attesa / Too many writes are waiting');
      this.#waitingBytes += bytes + WRITE_BYTES;
      let result: Result;
      this.#waiting.push({
        write: (log) => {
          result = write(log);
        },
        done: () => {
          resolve(result);
        },
        failed: reject,
      });
      if (this.#waiting.length === 1) setImmediate(this.#flush);
    });
  }

  /** Writes what is waiting, then refuses everything. */
  close(): void {
    if (this.#closed) return;
    this.#flush();
    this.#closed = true;
    this.#log?.rest();
    this.#log = undefined;
  }

  /** The connection, opened anew if the last one has failed. */
  #connected(): SqliteLog {
    if (this.#closed) throw closed();
    if (this.#log === undefined) {
      this.#log = this.#open();
      // A commit that failed may have reached the disk all the same: whoever follows should look.
      this.#moved();
    }
    return this.#log;
  }

  readonly #flush = () => {
    if (this.#waiting.length === 0) return;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    const refused = new Map<Waiting, WrongExpectedRevision>();
    let moved: boolean;
    try {
      const log = this.#connected();
      moved = log.transaction(this.#nowMs(), () => {
        for (const waiting of batch) {
          try {
            waiting.write(log);
          } catch (error) {
            if (!(error instanceof WrongExpectedRevision)) throw error;
            refused.set(waiting, error);
          }
        }
      });
    } catch (error) {
      const broken = this.#log;
      this.#log = undefined;
      const failure = unavailable(error);
      for (const waiting of batch) waiting.failed(failure);
      broken?.close();
      return;
    }
    if (moved) this.#moved();
    for (const waiting of batch) {
      const refusal = refused.get(waiting);
      if (refusal) waiting.failed(refusal);
      else waiting.done();
    }
  };
}

function closed(): StoreUnavailable {
  return new StoreUnavailable('Il registro è chiuso / The event store is closed');
}

function unavailable(cause: unknown): StoreUnavailable {
  if (cause instanceof StoreUnavailable) return cause;
  return new StoreUnavailable(
    'Il registro non può scrivere o leggere / The event store cannot write or read',
    { cause },
  );
}
