import type { ResolvedEvent } from './node-event.js';
import { streams } from './protocol.js';
import type { Streams } from './protocol.js';
import { recorded, streamIdentifier } from './wire.js';
import type { IdForm } from './wire.js';

/** An event as it is read, with its link if it was read through one. The position is that of the link. */
export function eventMessage(
  { event, link }: ResolvedEvent,
  ids: IdForm,
): Streams.ReadResp.ReadEvent {
  const { ReadEvent } = streams.ReadResp;
  const message = new ReadEvent();
  if (event !== undefined) message.setEvent(recorded(new ReadEvent.RecordedEvent(), event, ids));
  if (link !== undefined) message.setLink(recorded(new ReadEvent.RecordedEvent(), link, ids));
  message.setCommitPosition(String((link ?? event)?.position));
  return message;
}

export function streamNotFound(stream: string): Streams.ReadResp {
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(streamIdentifier(stream));
  return new streams.ReadResp().setStreamNotFound(missing);
}

/** The first revision there is to read, told when a reader began elsewhere. */
export function firstRevision(revision: number): Streams.ReadResp {
  return new streams.ReadResp().setFirstStreamPosition(String(revision));
}

export function lastRevision(revision: number): Streams.ReadResp {
  return new streams.ReadResp().setLastStreamPosition(String(revision));
}

export function confirmation(subscriptionId: string): Streams.ReadResp {
  const message = new streams.ReadResp.SubscriptionConfirmation();
  return new streams.ReadResp().setConfirmation(message.setSubscriptionId(subscriptionId));
}

export function checkpoint(position: number): Streams.ReadResp {
  const message = new streams.ReadResp.Checkpoint();
  message.setCommitPosition(String(position));
  message.setPreparePosition(String(position));
  return new streams.ReadResp().setCheckpoint(message);
}

export function caughtUp(): Streams.ReadResp {
  return new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
}
