import type { LogFilter, RecordedEvent } from './event-store.js';
import { categoryOf } from './event-store.js';
import type { Shared } from './esdb.protocol.js';
import { shared } from './esdb.protocol.js';
import { mayHoldFacts } from './notices.js';
import type { PreparedEvent } from './prepared-append.js';
import { jsonObject, stored } from './stored-bytes.js';
import type { StoredEvent } from './stored-event.js';

/** Timestamps of the protocol count steps of 100 ns since 1970. */
const TICKS_PER_MS = 10_000n;

/** A recorded event as reading and consuming bring it: two message types with the same members. */
export interface RecordedMessage {
  getId(): Shared.UUID | undefined;
  getStreamIdentifier(): Shared.StreamIdentifier | undefined;
  getStreamRevision(): string;
  getCommitPosition(): string;
  getMetadataMap(): { get(key: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
}

/** The event that a message holds. What other programs wrote may be anything: to us it is empty. */
export function recordedEvent(message: RecordedMessage): RecordedEvent {
  const created = message.getMetadataMap().get('created') ?? '0';
  return {
    ...placeAndName(message),
    data: jsonObject(stored(message.getData_asU8())),
    metadata: jsonObject(stored(message.getCustomMetadata_asU8())),
    createdMs: Number(BigInt(created) / TICKS_PER_MS),
  };
}

/** The event that a message holds, with its bytes as the server keeps them. */
export function storedEvent(message: RecordedMessage): StoredEvent {
  return {
    ...placeAndName(message),
    json: message.getMetadataMap().get('content-type') === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** Whether what is recorded is, byte for byte, what was to be. */
export function isTheVery(
  recorded: StoredEvent,
  { id, type, data, metadata }: PreparedEvent,
): boolean {
  return (
    recorded.id === id &&
    recorded.type === type &&
    Buffer.from(data, 'utf8').equals(recorded.data) &&
    Buffer.from(metadata, 'utf8').equals(recorded.metadata)
  );
}

function placeAndName(
  message: RecordedMessage,
): Pick<RecordedEvent, 'position' | 'stream' | 'revision' | 'id' | 'type'> {
  return {
    position: wholeNumber(message.getCommitPosition()),
    stream: Buffer.from(message.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8'),
    revision: wholeNumber(message.getStreamRevision()),
    id: message.getId()?.getString().toLowerCase() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
  };
}

/** Numbers of 64 bits come as text. @throws RangeError for one that we could not give back exactly */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(
      `${text}: posizione o revisione oltre 2^53, non si può usare / position or revision beyond 2^53`,
    );
  return value;
}

export function streamIdentifier(stream: string): Shared.StreamIdentifier {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream, 'utf8'));
}

export function uuid(id: string): Shared.UUID {
  return new shared.UUID().setString(id);
}

/** Which events of the log somebody wants to see. */
export function wanted(filter: LogFilter = {}): (event: RecordedEvent) => boolean {
  const categories = filter.categories && new Set(filter.categories);
  const types = filter.types && new Set(filter.types);
  return ({ stream, type }) =>
    mayHoldFacts(stream) &&
    (categories?.has(categoryOf(stream)) ?? true) &&
    (types?.has(type) ?? true);
}
