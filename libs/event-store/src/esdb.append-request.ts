import { streamIdentifier, uuid } from './esdb.events.js';
import { shared, streams } from './esdb.protocol.js';
import type { Shared, Streams } from './esdb.protocol.js';
import type { PreparedEvent } from './prepared-append.js';

/** An append as it is handed to the server. */
export interface AppendRequest {
  readonly stream: string;
  readonly events: readonly PreparedEvent[];
  /** The last revision of the stream (-1: not there); the server compares. */
  readonly after: number;
}

/** A message beyond some megabytes ends the call; a letter takes three bytes at most. */
const MAX_PART_LENGTH = 262_144;
/** What an event takes beside its text: its id, names, lengths. */
const AROUND_EVENT_LENGTH = 128;

/** The messages of an append on a call that holds nothing else. */
export function* appendMessages(request: AppendRequest): Generator<Streams.AppendReq> {
  const options = new streams.AppendReq.Options();
  options.setStreamIdentifier(streamIdentifier(request.stream));
  if (request.after < 0) options.setNoStream(new shared.Empty());
  else options.setRevision(String(request.after));
  yield new streams.AppendReq().setOptions(options);
  for (const event of request.events) {
    const message = new streams.AppendReq.ProposedMessage();
    yield new streams.AppendReq().setProposedMessage(proposed(message, event));
  }
}

/**
 * The messages of an append on a call shared with others, known there by an id; nothing of it is written
 * before the last of them is there. They carry no deadline, which the protocol gives as an instant: a
 * machine whose clock is slow could write nothing at all.
 */
export function* sharedMessages(
  id: string,
  { stream, events, after }: AppendRequest,
): Generator<Streams.BatchAppendReq> {
  const options = new streams.BatchAppendReq.Options();
  options.setStreamIdentifier(streamIdentifier(stream));
  if (after < 0) options.setNoStream(new shared.Empty());
  else options.setStreamPosition(String(after));
  let part = new streams.BatchAppendReq().setCorrelationId(uuid(id)).setOptions(options);
  let length = 0;
  for (const event of events) {
    length += lengthOf(event);
    if (length > MAX_PART_LENGTH && part.getProposedMessagesList().length > 0) {
      yield part;
      part = new streams.BatchAppendReq().setCorrelationId(uuid(id));
      length = lengthOf(event);
    }
    part.addProposedMessages(proposed(new streams.BatchAppendReq.ProposedMessage(), event));
  }
  yield part.setIsFinal(true);
}

/** How much an append is to send and to take in: letters of text, and what is around them. */
export function lengthOfAll({ events }: AppendRequest): number {
  return events.reduce((length, event) => length + lengthOf(event), 0);
}

function lengthOf({ type, data, metadata }: PreparedEvent): number {
  return type.length + data.length + metadata.length + AROUND_EVENT_LENGTH;
}

/** Two message types with the same members. The bytes are sent as they are. */
interface ProposedMessage {
  setId(value: Shared.UUID): unknown;
  getMetadataMap(): { set(key: string, value: string): unknown };
  setData(value: Uint8Array): unknown;
  setCustomMetadata(value: Uint8Array): unknown;
}

function proposed<Message extends ProposedMessage>(
  message: Message,
  { id, type, data, metadata }: PreparedEvent,
): Message {
  message.setId(uuid(id));
  const map = message.getMetadataMap();
  map.set('type', type);
  map.set('content-type', 'application/json');
  message.setData(Buffer.from(data, 'utf8'));
  message.setCustomMetadata(Buffer.from(metadata, 'utf8'));
  return message;
}
