import { ServerInterceptingCall } from '@grpc/grpc-js';
import type { Metadata, ServerInterceptor } from '@grpc/grpc-js';
import type { ServerHttp2Stream } from 'node:http2';
import { http2StreamOf } from './http2-stream.js';
import { MessageBoundaries } from './message-boundaries.js';
import { roundTrip } from './round-trip.js';

/**
 * How a request of many messages ended: whole; taken back, or lost with its connection before its end; or
 * in the middle of a message.
 */
export type RequestEnd = 'whole' | 'broken off' | 'cut short';

const ends = new WeakMap<Metadata, Promise<RequestEnd>>();

/**
 * How the request ends that came with these metadata. Never resolves if it does not.
 * @throws Error if the interceptor below has not seen it
 */
export function endOfRequest(metadata: Metadata): Promise<RequestEnd> {
  const end = ends.get(metadata);
  if (end === undefined) throw new Error('Nobody watches the end of this request');
  return end;
}

/**
 * Watches how requests of many messages with one answer end. The library tells handlers of a broken
 * connection as it tells them of a proper end.
 */
export const requestEndsWatched: ServerInterceptor = (method, call) => {
  if (!method.requestStream || method.responseStream) return new ServerInterceptingCall(call);
  const end = watched(http2StreamOf(call));
  return new ServerInterceptingCall(call, {
    start: (next) => {
      next({
        onReceiveMetadata: (metadata, pass) => {
          ends.set(metadata, end);
          pass(metadata);
        },
      });
    },
  });
};

/**
 * A call that is closed before it is read to its end has broken off. But the other way round an end
 * (END_STREAM, RFC 9113 5.1) proves nothing yet: clients on Node send one also when they cancel a call or
 * its deadline passes, and only then RST_STREAM. Both leave in the same turn. So we ask the client to answer
 * a ping: frames keep their order, and what it had sent before that answer has then come.
 */
function watched(stream: ServerHttp2Stream): Promise<RequestEnd> {
  const boundaries = new MessageBoundaries();
  stream.on('data', (bytes: Buffer) => {
    boundaries.pass(bytes);
  });
  return new Promise((resolve) => {
    stream.once('end', () => {
      const { session, closed } = stream;
      if (closed || session === undefined) {
        resolve('broken off');
        return;
      }
      const end = boundaries.within ? 'cut short' : 'whole';
      stream.once('aborted', () => {
        // A connection that the client closed in good order has brought everything that it sent.
        const { destroyed, errored } = session.socket;
        resolve(destroyed && errored === null ? end : 'broken off');
      });
      roundTrip(session, () => {
        resolve(end);
      });
    });
  });
}
