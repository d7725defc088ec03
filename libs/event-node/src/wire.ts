import { shared } from './protocol.js';
import type { Shared } from './protocol.js';
import { TOMBSTONE } from './node-event.js';
import type { NodeEvent } from './node-event.js';

/** The largest revision of the protocol, that of the event that ends a stream. */
const LAST_REVISION = '9223372036854775807';
/** Timestamps of the protocol count steps of 100 ns since 1970. */
const TICKS_PER_MS = 10_000n;

/** How a client wants to read ids. */
export type IdForm = 'text' | 'numbers';

export function streamNameOf(identifier: Shared.StreamIdentifier | undefined): string {
  return Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
}

export function streamIdentifier(stream: string): Shared.StreamIdentifier {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream, 'utf8'));
  return identifier;
}

/** The id as we write it: hexadecimal in lower case with hyphens. */
export function idOf(uuid: Shared.UUID | undefined): string {
  const halves = uuid?.getStructured();
  if (halves === undefined) return (uuid?.getString() ?? '').toLowerCase();
  const hex = [halves.getMostSignificantBits(), halves.getLeastSignificantBits()]
    .map((half) => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-');
}

export function uuid(id: string, form: IdForm = 'text'): Shared.UUID {
  const message = new shared.UUID();
  if (form === 'text') return message.setString(id);
  const hex = id.replaceAll('-', '');
  const half = (from: number): string =>
    BigInt.asIntN(64, BigInt(`0x${hex.slice(from, from + 16)}`)).toString();
  const halves = new shared.UUID.Structured();
  halves.setMostSignificantBits(half(0));
  halves.setLeastSignificantBits(half(16));
  return message.setStructured(halves);
}

/** A time, in milliseconds since 1970, as the protocol tells it. */
export function ticks(atMs: number): string {
  return (BigInt(atMs) * TICKS_PER_MS).toString();
}

export function isId(id: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(id);
}

export function revisionText(revision: number): string {
  return revision === TOMBSTONE ? LAST_REVISION : String(revision);
}

/** A recorded event as reading and consuming send it: two message types with the same members. */
interface RecordedMessage {
  setId(value: Shared.UUID): unknown;
  setStreamIdentifier(value: Shared.StreamIdentifier): unknown;
  setStreamRevision(value: string): unknown;
  setPreparePosition(value: string): unknown;
  setCommitPosition(value: string): unknown;
  getMetadataMap(): { set(key: string, value: string): unknown };
  setCustomMetadata(value: Uint8Array): unknown;
  setData(value: Uint8Array): unknown;
}

export function recorded<Message extends RecordedMessage>(
  message: Message,
  event: NodeEvent,
  ids: IdForm,
): Message {
  const position = String(event.position);
  message.setId(uuid(event.id, ids));
  message.setStreamIdentifier(streamIdentifier(event.stream));
  message.setStreamRevision(revisionText(event.revision));
  message.setPreparePosition(position);
  message.setCommitPosition(position);
  const map = message.getMetadataMap();
  map.set('type', event.type);
  map.set('content-type', event.json ? 'application/json' : 'application/octet-stream');
  map.set('created', ticks(event.createdMs));
  message.setCustomMetadata(event.metadata);
  message.setData(event.data);
  return message;
}
