import { Metadata, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { StoreUnavailable } from '#event-store';

type Trailers = Readonly<Record<string, string>>;

/** A call that ends in an error: its status, and the trailers by which clients know which error it is. */
export class CallFailed extends Error implements ServiceError {
  override readonly name = 'CallFailed';
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    readonly details: string,
    trailers: Trailers = {},
  ) {
    super(details);
    for (const [key, value] of Object.entries(trailers)) this.metadata.set(key, inHeader(value));
  }
}

/**
 * Headers of HTTP/2 are ASCII, and one with a space at either end is dropped on the way: clients then look in
 * vain for what they read first. Both are written as in an address.
 */
function inHeader(text: string): string {
  return text.replace(/^ +| +$|[^\u0020-\u007e]+/gu, (other) =>
    encodeURIComponent(other.toWellFormed()),
  );
}

export function accessDenied(): CallFailed {
  return new CallFailed(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
}

export function streamDeleted(stream: string): CallFailed {
  return new CallFailed(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

/**
 * Only of a deletion: appends answer it.
 * @param expected as the protocol counts: -1 no stream, -2 any, -4 the stream is there
 */
export function wrongExpectedVersion(
  stream: string,
  expected: string,
  current: number,
): CallFailed {
  return new CallFailed(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${expected}, ` +
      `Actual version: ${current}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': expected,
      'actual-version': String(current),
    },
  );
}

export function appendTooLarge(maxBytes: number): CallFailed {
  return new CallFailed(status.INVALID_ARGUMENT, `Maximum Append Size of ${maxBytes} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(maxBytes),
  });
}

export function metadataMissing(name: string): CallFailed {
  return new CallFailed(
    status.INVALID_ARGUMENT,
    `Required Metadata Property '${name}' is missing`,
    {
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': 'type,content-type',
    },
  );
}

export function invalidArgument(details: string): CallFailed {
  return new CallFailed(status.INVALID_ARGUMENT, details);
}

export function internal(details: string): CallFailed {
  return new CallFailed(status.INTERNAL, details);
}

/** What a call ends with when something was thrown. Our own mistakes say nothing of themselves outside. */
export function callFailed(error: unknown): CallFailed {
  if (error instanceof CallFailed) return error;
  if (error instanceof StoreUnavailable) return new CallFailed(status.UNAVAILABLE, error.message);
  return new CallFailed(status.UNKNOWN, 'Unexpected failure of the event node');
}
