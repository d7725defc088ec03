import { randomUUID } from 'node:crypto';
import { bytesOf } from '#event-store';
import type { EventRow, Position, RawEvent, SqliteLog } from '#event-store';

/** The revision of the event that ends a stream for ever. The wire says 2^63 - 1. */
export const TOMBSTONE = Number.MAX_SAFE_INTEGER;

/** An event of the log as any client may have written it. */
export interface NodeEvent {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** In milliseconds since 1970 (UTC). */
  readonly createdMs: number;
}

/** An event as it is read through a link, or without one. */
export interface ResolvedEvent {
  /** Missing when the link points to what is no longer there. */
  readonly event?: NodeEvent;
  readonly link?: NodeEvent;
}

export function nodeEvent(log: SqliteLog, row: EventRow): NodeEvent {
  const [position, , revision, id, , createdMs, data, metadata, json] = row;
  return {
    position,
    stream: log.streamName(row),
    revision,
    id,
    type: log.eventType(row),
    json: json === 1,
    data: bytesOf(data),
    metadata: bytesOf(metadata),
    createdMs,
  };
}

/** An event that the node writes for itself. */
export function ownEvent(type: string, text: string, metadata = ''): RawEvent {
  return {
    id: randomUUID(),
    type,
    // The data of a link are no JSON, and those of the end of a stream are nothing.
    json: text !== '' && type !== '$>',
    data: Buffer.from(text, 'utf8'),
    metadata: Buffer.from(metadata, 'utf8'),
  };
}
