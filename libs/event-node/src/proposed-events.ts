import type { ExpectedRevision, RawEvent } from '#event-store';
import { invalidArgument, metadataMissing } from './failures.js';
import type { Shared } from './protocol.js';
import { idOf, isId } from './wire.js';

/** An event as clients hand it over, in any of the messages that carry one. */
interface Proposed {
  getId(): Shared.UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getData_asU8(): Uint8Array;
  getCustomMetadata_asU8(): Uint8Array;
}

/** @throws CallFailed if the event has no id, type or content type */
export function proposedEvent(message: Proposed): RawEvent {
  const id = idOf(message.getId());
  if (!isId(id)) throw invalidArgument('The id of an event is not a UUID');
  const properties = message.getMetadataMap();
  const type = properties.get('type');
  const contentType = properties.get('content-type');
  if (type === undefined) throw metadataMissing('type');
  if (contentType === undefined) throw metadataMissing('content-type');
  return {
    id,
    type,
    json: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

/** The three members by which any request says what its writer believes about the stream. */
interface Believing {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}

/**
 * @param revision the one given, in case none of the three is
 * @throws CallFailed if nothing is said
 */
export function expectedRevision(options: Believing, revision: string | false): ExpectedRevision {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'none';
  if (options.hasStreamExists()) return 'exists';
  if (revision === false) throw invalidArgument('A write says how it expects the stream to be');
  return Number(revision);
}

/** As error trailers count: -1 no stream, -2 any, -4 the stream is there. */
export function expectedVersion(options: Believing, revision: string): string {
  if (options.hasAny()) return '-2';
  if (options.hasNoStream()) return '-1';
  if (options.hasStreamExists()) return '-4';
  return revision;
}
