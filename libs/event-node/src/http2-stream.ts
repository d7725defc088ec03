import type { ServerHttp2Stream } from 'node:http2';

/** A call as it comes from the library, or as an interceptor wraps another one. */
interface Call {
  readonly nextCall?: Call;
  readonly stream?: ServerHttp2Stream;
}

/**
 * The HTTP/2 stream of a call. The library shows it to nobody, but has it as a member.
 * @throws Error if another version of the library has it elsewhere
 */
export function http2StreamOf(call: object): ServerHttp2Stream {
  let inner = call as Call;
  while (inner.nextCall !== undefined) inner = inner.nextCall;
  if (inner.stream === undefined)
    throw new Error('This version of the library keeps the stream of a call elsewhere');
  return inner.stream;
}
