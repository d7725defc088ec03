import type { Position } from './event-store.js';

/** An event with the very bytes that the store keeps, whoever wrote it. */
export interface StoredEvent {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** Whether its writer says that the data are JSON. Nobody has checked. */
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** A log that can be read byte for byte, as moving it needs, and says how it is best written. */
export interface StoredLog {
  /**
   * How many appends may be asked for in one turn of the event loop and still be kept in that order, none
   * without those before it.
   */
  readonly appendsPerTurn: number;

  /**
   * Every event in log order, without those that the store keeps for itself (streams that begin with `$`),
   * strictly after a position. @throws StoreUnavailable
   */
  readStored(after?: Position): AsyncIterable<StoredEvent>;
}
