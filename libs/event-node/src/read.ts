import type { handleServerStreamingCall } from '@grpc/grpc-js';
import { callFailed, streamDeleted } from './failures.js';
import type { StreamPage } from './log-answers.js';
import type { NodeEvent } from './node-event.js';
import { wanted } from './node-log.js';
import type { NodeLog } from './node-log.js';
import { Outlet } from './outlet.js';
import { streams } from './protocol.js';
import type { Streams } from './protocol.js';
import { readRequest } from './read-request.js';
import type { ReadRequest } from './read-request.js';
import { eventMessage, firstRevision, lastRevision, streamNotFound } from './read-messages.js';
import { subscribeToAll, subscribeToStream } from './subscribe.js';

const LOOKED_AT = 32;

/** Streams/Read: reading once, and subscriptions, which read for ever. */
export function read(log: NodeLog): handleServerStreamingCall<Streams.ReadReq, Streams.ReadResp> {
  return (call) => {
    const outlet = new Outlet(call);
    serve(log, call.request, outlet)
      .then(() => {
        outlet.end();
      })
      .catch((error: unknown) => {
        outlet.fail(callFailed(error));
      });
  };
}

async function serve(
  log: NodeLog,
  message: Streams.ReadReq,
  outlet: Outlet<Streams.ReadResp>,
): Promise<void> {
  const request = readRequest(message);
  const { stream } = request;
  if (request.count === undefined) {
    if (stream === undefined) await subscribeToAll(log, request, outlet);
    else await subscribeToStream(log, stream, request, outlet);
  } else if (stream === undefined) await readAll(log, request, request.count, outlet);
  else await readStream(log, stream, request, request.count, outlet);
}

async function readStream(
  log: NodeLog,
  stream: string,
  request: ReadRequest,
  count: number,
  outlet: Outlet<Streams.ReadResp>,
): Promise<void> {
  const { forward, from, positions } = request;
  // Forward from the end there is nothing, but whether the stream is there is still to be said.
  let left = forward && from === 'end' ? 0 : count;
  let next: number | undefined = typeof from === 'number' ? from : undefined;
  if (!forward && from === 'start') next = 0;
  let begun = !forward || from === 'end';
  for (;;) {
    const page = log.streamPage(stream, next, forward, Math.max(left, 1));
    if (page.kind === 'deleted') throw streamDeleted(stream);
    if (page.kind === 'none') {
      await outlet.write(streamNotFound(stream));
      return;
    }
    const first = begun ? undefined : elsewhere(page, next ?? 0, count);
    if (positions && first !== undefined) await outlet.write(firstRevision(first));
    begun = true;
    const events = page.events.slice(0, left);
    for (const event of events) await outlet.write(readEvent(log, event, request));
    left -= events.length;
    if (left <= 0 || page.last || outlet.closed) {
      if (positions) await outlet.write(lastRevision(page.range[1]));
      return;
    }
    next = page.next;
    await outlet.othersTurn();
  }
}

/**
 * Where there is something to read, if there is nothing where a reader begins. The server looks at no
 * more than so many revisions before it says so.
 */
function elsewhere(
  page: Extract<StreamPage, { kind: 'page' }>,
  from: number,
  count: number,
): number | undefined {
  const [first, last] = page.range;
  const end = from + Math.min(count, LOOKED_AT);
  if (end <= first) return first;
  const [event] = page.events;
  if (event !== undefined && event.revision < end) return undefined;
  const next = Math.min(end, last + 1);
  return next === from ? undefined : next;
}

async function readAll(
  log: NodeLog,
  request: ReadRequest,
  count: number,
  outlet: Outlet<Streams.ReadResp>,
): Promise<void> {
  const { forward, from, filter } = request;
  if (from === (forward ? 'end' : 'start')) return;
  let left = count;
  // The protocol counts a position itself in when it reads forward, and out when it reads backward.
  let after = forward ? 0 : Number.MAX_SAFE_INTEGER;
  if (typeof from === 'number') after = forward ? from - 1 : from;
  while (left > 0 && !outlet.closed) {
    const page = log.allPage(after, forward);
    const events = wanted(page.considered, filter).slice(0, left);
    for (const event of events) await outlet.write(readEvent(log, event, request));
    left -= events.length;
    if (page.last) return;
    after = page.considered.at(-1)?.position ?? after;
    await outlet.othersTurn();
  }
}

function readEvent(log: NodeLog, event: NodeEvent, { resolveLinks, ids }: ReadRequest) {
  const resolved = resolveLinks ? log.resolved(event) : { event };
  return new streams.ReadResp().setEvent(eventMessage(resolved, ids));
}
