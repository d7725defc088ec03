import { Bell } from './bell.js';
import { EventStore, START } from './event-store.js';
import type {
  Appended,
  ConsumeGroup,
  Delivery,
  ExpectedRevision,
  FollowedBatch,
  FollowLog,
  NewEvent,
  NoticeBoard,
  ParkedEvent,
  Position,
  ReadAll,
  ReadStream,
  RecordedEvent,
} from './event-store.js';
import { esdbAddress } from './esdb.address.js';
import { EsdbConnection } from './esdb.connection.js';
import { EsdbConsumers } from './esdb.consumers.js';
import { wanted } from './esdb.events.js';
import { closed, unavailable } from './esdb.failures.js';
import { EsdbFollowing } from './esdb.following.js';
import { EsdbGroups } from './esdb.groups.js';
import { EsdbNoticeBoard } from './esdb.notice-board.js';
import { EsdbReading } from './esdb.reading.js';
import { EsdbSightings } from './esdb.sightings.js';
import { EsdbWatch } from './esdb.watch.js';
import { EsdbWriting } from './esdb.writing.js';
import { mayHoldFacts } from './notices.js';
import { prepareAppend } from './prepared-append.js';
import type { StoredEvent, StoredLog } from './stored-event.js';

const PAGE = 500;

export interface OpenEsdbEventStore {
  /** `esdb://` or `kurrentdb://`, perhaps with `+discover`; see esdbAddress. */
  readonly connectionString: string;
}

/**
 * The log on an EventStoreDB or KurrentDB server, for any number of processes at a time.
 *
 * What is promised beyond the port is as in the embedded store: no id is recorded twice in a stream, by
 * whatever process. Nothing waits longer than five seconds for the server, except followers and consumers:
 * they go on where they were when it is back.
 */
export class EsdbEventStore extends EventStore implements StoredLog {
  /** Calls under way at the same time overtake one another. */
  readonly appendsPerTurn = 1;
  readonly #connection: EsdbConnection;
  readonly #reading: EsdbReading;
  readonly #writing: EsdbWriting;
  readonly #following: EsdbFollowing;
  readonly #groups: EsdbGroups;
  readonly #consumers: EsdbConsumers;
  readonly #watch: EsdbWatch;
  readonly #bell = new Bell();
  #closed = false;

  private constructor(connection: EsdbConnection) {
    super();
    this.#connection = connection;
    this.#reading = new EsdbReading(connection);
    const sightings = new EsdbSightings();
    this.#writing = new EsdbWriting(connection, this.#reading, sightings);
    this.#watch = new EsdbWatch(connection, this.#bell, sightings);
    this.#following = new EsdbFollowing(this.#reading, this.#watch, this.#bell);
    this.#groups = new EsdbGroups(connection, this.#reading);
    this.#consumers = new EsdbConsumers(connection, this.#groups);
  }

  /** Does not connect yet: the store may be away for now. @throws UnusableStoreAddress */
  static open({ connectionString }: OpenEsdbEventStore): EsdbEventStore {
    return new EsdbEventStore(new EsdbConnection(esdbAddress(connectionString)));
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<Appended> {
    const prepared = prepareAppend(stream, events, expected);
    this.#mustBeOpen();
    this.#watch.start();
    const appended = await this.#writing.append(prepared);
    this.#bell.ring();
    return appended;
  }

  async *read(stream: string, options: ReadStream = {}): AsyncGenerator<RecordedEvent> {
    const forward = options.direction !== 'backward';
    let from: number | 'end' = options.from ?? (forward ? 0 : 'end');
    let left = options.max ?? Infinity;
    while (left > 0 && from !== -1) {
      const limit = Math.min(left, PAGE);
      const next = from;
      const page = await this.#asked(() => this.#reading.streamPage(stream, next, forward, limit));
      yield* page.events;
      left -= page.events.length;
      const end = page.events.at(-1)?.revision;
      if (page.last || end === undefined) return;
      from = forward ? end + 1 : end - 1;
    }
  }

  find(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    return this.#asked(() => this.#writing.find(stream, eventId));
  }

  async *readAll(options: ReadAll = {}): AsyncGenerator<RecordedEvent> {
    const forward = options.direction !== 'backward';
    const isWanted = wanted(options.filter);
    let after: Position | 'end' = options.after ?? (forward ? START : 'end');
    let left = options.max ?? Infinity;
    while (left > 0 && (forward || after !== START)) {
      const next = after;
      // The server's own events lie between, and a filter leaves out more: small pages would not pay.
      const page = await this.#asked(() => this.#reading.logPage(next, forward, PAGE));
      for (const event of page.events) {
        if (!isWanted(event)) continue;
        yield event;
        if (--left <= 0) return;
      }
      const end = page.events.at(-1)?.position;
      if (page.last || end === undefined) return;
      after = end;
    }
  }

  async *readStored(after: Position = START): AsyncGenerator<StoredEvent> {
    for (;;) {
      const next = after;
      const page = await this.#asked(() => this.#reading.storedPage(next, PAGE));
      yield* page.events.filter(({ stream }) => mayHoldFacts(stream));
      const end = page.events.at(-1)?.position;
      if (page.last || end === undefined) return;
      after = end;
    }
  }

  end(): Promise<Position> {
    return this.#asked(() => this.#reading.end());
  }

  follow(options: FollowLog = {}): AsyncGenerator<FollowedBatch> {
    return this.#following.follow(options);
  }

  noticeBoard(name: string): NoticeBoard {
    return new EsdbNoticeBoard(name, this.#connection, this.#reading);
  }

  consume(group: string, options: ConsumeGroup = {}): AsyncGenerator<Delivery> {
    return this.#consumers.consume(group, options);
  }

  parked(group: string): Promise<readonly ParkedEvent[]> {
    return this.#asked(() => this.#groups.parked(group));
  }

  replayParked(group: string): Promise<number> {
    return this.#asked(() => this.#groups.replayParked(group));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#bell.silence();
    await Promise.all([this.#writing.idle(), this.#watch.stop(), this.#consumers.stop()]);
    this.#connection.close();
  }

  /** Asks the store something. @throws StoreUnavailable */
  async #asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    this.#mustBeOpen();
    try {
      return await ask();
    } catch (error) {
      throw unavailable(error);
    }
  }

  #mustBeOpen(): void {
    if (this.#closed) throw closed();
  }
}
