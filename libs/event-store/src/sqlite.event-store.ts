import { EventStore, START } from './event-store.js';
import type {
  Appended,
  ConsumeGroup,
  Delivery,
  ExpectedRevision,
  FollowedBatch,
  FollowLog,
  LogFilter,
  NewEvent,
  ParkedEvent,
  Position,
  ReadAll,
  ReadStream,
  RecordedEvent,
} from './event-store.js';
import { LookUps } from './look-ups.js';
import { openLog } from './open-log.js';
import type { Log, OpenLog } from './open-log.js';
import { prepareAppend } from './prepared-append.js';
import { SqliteConsumers } from './sqlite.consumers.js';
import type { EventRow, SqliteLog } from './sqlite.log.js';
import { RecentEvents, type RecentPage } from './recent-events.js';
import { bytesOf } from './stored-bytes.js';
import type { StoredEvent, StoredLog } from './stored-event.js';

const PAGE = 500;

export type OpenSqliteEventStore = OpenLog;

/**
 * The log in one SQLite file, for one process at a time (see InstanceLock).
 *
 * Beyond what the port asks it never records an id twice in a stream. An append whose expected revision
 * is right is the same append repeated if all its ids are in the stream already, and wrong
 * (WrongExpectedRevision) if some are.
 */
export class SqliteEventStore extends EventStore implements StoredLog {
  /** All of one turn are one transaction (see GroupCommit); any number would do. */
  readonly appendsPerTurn = 256;
  readonly #commits: Log['commits'];
  readonly #bell: Log['bell'];
  readonly #consumers: SqliteConsumers;
  readonly #lookUps: LookUps;
  readonly #recent = new RecentEvents();

  private constructor({ commits, bell, nowMs }: Log) {
    super();
    this.#commits = commits;
    this.#bell = bell;
    this.#consumers = new SqliteConsumers(commits, bell, nowMs);
    this.#lookUps = new LookUps(commits);
  }

  /** @throws if the file cannot be opened or is not a log. */
  static open(open: OpenSqliteEventStore): SqliteEventStore {
    return new SqliteEventStore(openLog(open));
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<Appended> {
    const prepared = prepareAppend(stream, events, expected);
    return this.#commits.write((log) => log.append(prepared), prepared.bytes);
  }

  async *read(stream: string, options: ReadStream = {}): AsyncGenerator<RecordedEvent> {
    const forward = options.direction !== 'backward';
    let from = options.from ?? (forward ? 0 : Number.MAX_SAFE_INTEGER);
    let wanted = options.max ?? Infinity;
    while (wanted > 0) {
      const limit = Math.min(wanted, PAGE);
      const page = this.#commits.read((log) => log.streamPage(stream, from, forward, limit));
      for (const row of page.rows) yield this.#event(row);
      wanted -= page.rows.length;
      if (page.last || wanted <= 0) return;
      from = (page.rows.at(-1)?.[2] ?? from) + (forward ? 1 : -1);
      await othersTurn();
    }
  }

  find(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    return this.#lookUps.find(stream, eventId);
  }

  async *readAll(options: ReadAll = {}): AsyncGenerator<RecordedEvent> {
    const forward = options.direction !== 'backward';
    let after = options.after ?? (forward ? START : Number.MAX_SAFE_INTEGER);
    let wanted = options.max ?? Infinity;
    while (wanted > 0) {
      const limit = Math.min(wanted, PAGE);
      const page = this.#commits.read((log) => log.logPage(after, forward, limit, options.filter));
      for (const row of page.rows) yield this.#event(row);
      wanted -= page.rows.length;
      if (page.last || wanted <= 0) return;
      after = page.considered;
      await othersTurn();
    }
  }

  async *readStored(after: Position = START): AsyncGenerator<StoredEvent> {
    for (;;) {
      const page = this.#commits.read((log) => {
        const { rows, ...rest } = log.logPage(after, true, PAGE, undefined);
        return { ...rest, events: rows.map((row) => storedEvent(log, row)) };
      });
      yield* page.events;
      if (page.last) return;
      after = page.considered;
      await othersTurn();
    }
  }

  end(): Promise<Position> {
    return new Promise((resolve) => {
      resolve(this.#commits.read((log) => log.end()));
    });
  }

  async *follow(options: FollowLog = {}): AsyncGenerator<FollowedBatch> {
    const { filter, batch = PAGE, signal } = options;
    let checkpoint = options.after ?? START;
    let moved = true; // a follower of an empty log is told, too, that it has caught up
    while (!this.#bell.silenced && !signal?.aborted) {
      const { events, considered, end } = this.#commits.read(
        (log) =>
          this.#recent.page(log, checkpoint, batch, filter) ??
          older(log, checkpoint, batch, filter),
      );
      moved ||= considered > checkpoint;
      if (moved) {
        moved = false;
        checkpoint = considered;
        yield { events, checkpoint, caughtUp: checkpoint >= end };
        await othersTurn();
      } else {
        await this.#bell.rung(this.#bell.rings, signal);
      }
    }
  }

  consume(group: string, options: ConsumeGroup = {}): AsyncGenerator<Delivery> {
    return this.#consumers.consume(group, options);
  }

  parked(group: string): Promise<readonly ParkedEvent[]> {
    return new Promise((resolve) => {
      resolve(this.#consumers.parked(group));
    });
  }

  replayParked(group: string): Promise<number> {
    return this.#consumers.replayParked(group);
  }

  /** One process holds the log alone. */
  noticeBoard(): undefined {
    return undefined;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#commits.close();
      this.#bell.silence();
      resolve();
    });
  }

  #event(row: EventRow): RecordedEvent {
    return this.#commits.read((log) => log.event(row));
  }
}

/** The next wanted events of a log, read for one follower who is behind. */
function older(
  log: SqliteLog,
  after: Position,
  limit: number,
  filter: LogFilter | undefined,
): RecentPage {
  const { rows, considered } = log.logPage(after, true, limit, filter);
  return { events: rows.map((row) => log.event(row)), considered, end: log.end() };
}

function storedEvent(log: SqliteLog, row: EventRow): StoredEvent {
  const [position, , revision, id, , , data, metadata, json] = row;
  return {
    position,
    stream: log.streamName(row),
    revision,
    id,
    type: log.eventType(row),
    json: json === 1,
    data: bytesOf(data),
    metadata: bytesOf(metadata),
  };
}

/** Between two pages of a long read everybody else gets a turn of the event loop. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
