import {
  EventStore,
  type Appended,
  type ConsumeGroup,
  type Delivery,
  type ExpectedRevision,
  type FollowedBatch,
  type FollowLog,
  type NewEvent,
  type NoticeBoard,
  type ParkedEvent,
  type ReadAll,
  type ReadStream,
  type RecordedEvent,
} from '#event-store';

/** A store that works, except where a test makes an append wait or fail. */
export class FaultyStore extends EventStore {
  /** What happens before each append: throw, wait, or write something else first. */
  beforeAppend: (stream: string) => Promise<void> = () => Promise.resolve();

  constructor(private readonly store: EventStore) {
    super();
  }

  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<Appended> {
    await this.beforeAppend(stream);
    return this.store.append(stream, events, expected);
  }

  read(stream: string, options?: ReadStream): AsyncIterable<RecordedEvent> {
    return this.store.read(stream, options);
  }

  find(stream: string, eventId: string): Promise<RecordedEvent | undefined> {
    return this.store.find(stream, eventId);
  }

  readAll(options?: ReadAll): AsyncIterable<RecordedEvent> {
    return this.store.readAll(options);
  }

  end(): Promise<number> {
    return this.store.end();
  }

  follow(options?: FollowLog): AsyncIterable<FollowedBatch> {
    return this.store.follow(options);
  }

  consume(group: string, options?: ConsumeGroup): AsyncIterable<Delivery> {
    return this.store.consume(group, options);
  }

  parked(group: string): Promise<readonly ParkedEvent[]> {
    return this.store.parked(group);
  }

  replayParked(group: string): Promise<number> {
    return this.store.replayParked(group);
  }

  noticeBoard(name: string): NoticeBoard | undefined {
    return this.store.noticeBoard(name);
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
