/** A JSON value as the log holds it: finite numbers, well-formed strings, plain objects. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A place in the whole log. Opaque: only its order means something, gaps are normal. Starts above 0. */
export type Position = number;

/** Before the first event of the log: where a reader that has seen nothing stands. */
export const START: Position = 0;

/**
 * What the writer believes about the stream: that its last revision is this one, that it is not there
 * ('none', or the revision -1), that it is there ('exists'), or nothing at all ('any').
 */
export type ExpectedRevision = number | 'none' | 'exists' | 'any';

/** An event as its writer hands it over. The id is a UUID chosen by the writer; a retry repeats it. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** An event as the log gives it back, for ever the same. */
export interface RecordedEvent {
  readonly position: Position;
  readonly stream: string;
  /** 0, 1, 2 … within the stream, without gaps. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
  /** When the store wrote it, in milliseconds since 1970 (UTC). Never decreases along the log. */
  readonly createdMs: number;
}

/**
 * Where an append came to rest: the revision and position of its last event. For an append of no events
 * those of the stream's last event; -1 and START if the stream is not there.
 */
export interface Appended {
  readonly revision: number;
  readonly position: Position;
  /** True when the very same events were already there and nothing was written. */
  readonly repeated: boolean;
}

export interface ReadStream {
  /** First revision to give (inclusive). Default: the beginning, or the end when reading backward. */
  readonly from?: number;
  readonly direction?: 'forward' | 'backward';
  /** At most this many events. Default: all. */
  readonly max?: number;
}

/** The category of a stream: the text of its name before the first hyphen, or all of it. */
export function categoryOf(stream: string): string {
  const hyphen = stream.indexOf('-');
  return hyphen === -1 ? stream : stream.slice(0, hyphen);
}

/** Which events of the whole log are wanted. An empty filter wants all. */
export interface LogFilter {
  /** Only streams of these categories (see categoryOf). */
  readonly categories?: readonly string[];
  /** Only these event types. */
  readonly types?: readonly string[];
}

export interface ReadAll {
  /** Events strictly after this position (strictly before it when reading backward). */
  readonly after?: Position;
  readonly direction?: 'forward' | 'backward';
  readonly max?: number;
  readonly filter?: LogFilter;
}

/** A step of a follower along the log. */
export interface FollowedBatch {
  /** The wanted events, in log order; empty when the step only moved past unwanted ones. */
  readonly events: readonly RecordedEvent[];
  /** Everything up to here has been considered: the checkpoint to resume after. */
  readonly checkpoint: Position;
  /** True when this batch reached the end of the log as it stood. */
  readonly caughtUp: boolean;
}

export interface FollowLog {
  readonly after?: Position;
  readonly filter?: LogFilter;
  /** Events per batch at most. Default 500. */
  readonly batch?: number;
  readonly signal?: AbortSignal;
}

/** How a group of competing consumers works. */
export interface ConsumeGroup {
  /** The same for all consumers of a group; with another one the group goes on from where it is. */
  readonly filter?: LogFilter;
  /** Where a new group begins: after this position. Default START. Ignored once the group exists. */
  readonly after?: Position;
  /** How long a consumer may hold an event before another gets it, in milliseconds. Default 30,000. */
  readonly holdMs?: number;
  /** Deliveries before an event is parked. Default 10. */
  readonly maxDeliveries?: number;
  readonly signal?: AbortSignal;
}

/** One event in the hands of one consumer of a group. Exactly one of its methods must be called. */
export interface Delivery {
  readonly event: RecordedEvent;
  /** 1 at the first delivery. */
  readonly attempt: number;
  /** It is done: never delivered to this group again. */
  acknowledge(): Promise<void>;
  /** Give it back at once, to this or another consumer. */
  retry(): Promise<void>;
  /** Put it aside with a reason; the others go on. */
  park(reason: string): Promise<void>;
}

/** An event that a group has put aside. */
export interface ParkedEvent {
  readonly event: RecordedEvent;
  readonly reason: string;
  /** How many times it had been delivered. */
  readonly attempts: number;
  /** When it was put aside, in milliseconds since 1970 (UTC). */
  readonly parkedMs: number;
}

/** What somebody has posted on a board. */
export interface Notice {
  /** UUID chosen by whoever posted it. */
  readonly id: string;
  /** How many notices were posted before it. */
  readonly revision: number;
  readonly data: JsonObject;
}

/**
 * Where the processes that work on one store leave each other word. A notice is no fact: only the latest
 * counts, and those before it go. What stands there is part of no history, count, copy or read model.
 */
export abstract class NoticeBoard {
  /** The latest notice; undefined on an empty board. @throws StoreUnavailable */
  abstract latest(): Promise<Notice | undefined>;

  /**
   * Posts a notice if the latest one is still the one of that revision (-1: an empty board). To post the
   * same again, by its id, is to be told the same again.
   * @returns the notice, or undefined if somebody else was faster
   * @throws StoreUnavailable: then it may have been posted or not
   */
  abstract post(id: string, data: JsonObject, after: number): Promise<Notice | undefined>;
}

/** The stream is not where the writer believed it was: read again and decide again. Nothing was written. */
export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** The stream's last revision, or 'none'. */
    readonly actual: number | 'none',
  ) {
    super(`${stream} is at revision ${actual}, not at ${expected}`);
  }
}

/** The store could not keep what was asked (disk full, file lost, closed). Nothing was acknowledged. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** One append may hold at most this many bytes of data and metadata together. */
export const MAX_APPEND_BYTES = 1_048_576;

/** The append is larger than MAX_APPEND_BYTES. Nothing was written. */
export class AppendTooLarge extends Error {
  override readonly name = 'AppendTooLarge';
}

/**
 * The log: append-only streams and their one total order. A port; its adapters pass one contract.
 * Stored bytes are canonical JSON (RFC 8785), so that a ledger over any adapter is the same.
 * The category of a stream is the text of its name before the first hyphen.
 */
export abstract class EventStore {
  /**
   * Appends all events or none, and answers only once they are durable.
   * Events whose ids are already the ones recorded just after the expected revision (or, for 'any' and
   * 'exists', anywhere in the stream) are the same append repeated: it answers as it did the first time.
   * @throws WrongExpectedRevision, AppendTooLarge, StoreUnavailable, NotCanonical (also for an id that is
   * not a UUID in lower case, or twice in the same append)
   */
  abstract append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<Appended>;

  /** The events of one stream; none if it does not exist. */
  abstract read(stream: string, options?: ReadStream): AsyncIterable<RecordedEvent>;

  /** The event with this id in this stream, if it was ever recorded. */
  abstract find(stream: string, eventId: string): Promise<RecordedEvent | undefined>;

  /** The events of the whole log. */
  abstract readAll(options?: ReadAll): AsyncIterable<RecordedEvent>;

  /** Position of the last event of the log, or START. */
  abstract end(): Promise<Position>;

  /** Catches up from a checkpoint and then stays with the log until the signal aborts. */
  abstract follow(options?: FollowLog): AsyncIterable<FollowedBatch>;

  /** Takes part in a durable group of competing consumers: each event goes to one of them. */
  abstract consume(group: string, options?: ConsumeGroup): AsyncIterable<Delivery>;

  /** What a group has put aside, in log order; nothing for a group that does not exist. */
  abstract parked(group: string): Promise<readonly ParkedEvent[]>;

  /** Gives the group what it had put aside once more, from attempt 1. Answers how many events. */
  abstract replayParked(group: string): Promise<number>;

  /** Where the processes that work on this store leave each other word; none where only one process may. */
  abstract noticeBoard(name: string): NoticeBoard | undefined;

  /** Ends followers and consumers, waits for appends under way, releases the files. */
  abstract close(): Promise<void>;
}
