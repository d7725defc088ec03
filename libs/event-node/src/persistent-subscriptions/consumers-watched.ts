import { ServerInterceptingCall } from '@grpc/grpc-js';
import type { ServerInterceptor } from '@grpc/grpc-js';
import type { ServerHttp2Stream } from 'node:http2';
import { http2StreamOf } from '../http2-stream.js';
import { PersistentSubscriptionsService } from '../protocol.js';
import { roundTrip } from '../round-trip.js';

/** After so many questions without an answer nobody is there. */
const QUESTIONS = 9;

/**
 * Ends the connection of a consumer that stands still or is cut off, long before a server does: others are
 * waiting for what it was given. Questions are counted, and not the time, so that it does not go when it is
 * the node that stood still.
 * @param everyMs how often it is asked whether it is there
 */
export function consumersWatched(everyMs: number): ServerInterceptor {
  return (method, call) => {
    if (method.path === PersistentSubscriptionsService.read.path)
      watchOver(http2StreamOf(call), everyMs);
    return new ServerInterceptingCall(call);
  };
}

function watchOver(stream: ServerHttp2Stream, everyMs: number): void {
  const { session } = stream;
  if (session === undefined) return; // it is gone already
  let unanswered = 0;
  const asking = setInterval(() => {
    if (unanswered++ >= QUESTIONS) {
      session.destroy();
      return;
    }
    roundTrip(session, () => {
      unanswered = 0;
    });
  }, everyMs);
  stream.once('close', () => {
    clearInterval(asking);
  });
}
