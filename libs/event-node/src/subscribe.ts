import { randomUUID } from 'node:crypto';
import { streamDeleted } from './failures.js';
import { isWanted } from './event-filter.js';
import type { NodeLog } from './node-log.js';
import type { NodeEvent } from './node-event.js';
import type { Outlet } from './outlet.js';
import { streams } from './protocol.js';
import type { Streams } from './protocol.js';
import { caughtUp, checkpoint, confirmation, eventMessage } from './read-messages.js';
import type { ReadRequest } from './read-request.js';

type Answers = Outlet<Streams.ReadResp>;

/** Confirms, gives what there is after the revision, says that it has caught up, and stays. */
export async function subscribeToStream(
  log: NodeLog,
  stream: string,
  request: ReadRequest,
  outlet: Answers,
): Promise<void> {
  const { from } = request;
  let next = typeof from === 'number' ? from + 1 : 0;
  if (from === 'end') next = log.lastRevision(stream) + 1;
  await outlet.write(confirmation(randomUUID()));
  let live = false;
  while (!outlet.closed && !log.bell.silenced) {
    const { rings } = log.bell;
    const page = log.streamPage(stream, next, true);
    if (page.kind === 'deleted') {
      const end = log.tombstoneOf(stream);
      if (end !== undefined && live) await outlet.write(readEvent(log, end, request));
      throw streamDeleted(stream);
    }
    const events = page.kind === 'page' ? page.events : [];
    for (const event of events) await outlet.write(readEvent(log, event, request));
    if (page.kind === 'page') {
      next = page.next;
      if (!page.last) {
        await outlet.othersTurn();
        continue;
      }
    }
    if (!live) await outlet.write(caughtUp());
    live = true;
    await log.bell.rung(rings, outlet.gone);
  }
}

/** The same along the whole log, with checkpoints when a filter leaves events out. */
export async function subscribeToAll(
  log: NodeLog,
  request: ReadRequest,
  outlet: Answers,
): Promise<void> {
  const { from, filter } = request;
  let after = typeof from === 'number' ? from : 0;
  if (from === 'end') after = log.end();
  await outlet.write(confirmation(randomUUID()));
  let live = false;
  let unmarked = 0; // looked at since the last checkpoint
  while (!outlet.closed && !log.bell.silenced) {
    const { rings } = log.bell;
    const { considered, last } = log.allPage(after, true);
    for (const event of considered) {
      after = event.position;
      if (isWanted(event, filter)) await outlet.write(readEvent(log, event, request));
      if (filter === undefined || ++unmarked < filter.checkpointEvery) continue;
      unmarked = 0;
      await outlet.write(checkpoint(after));
    }
    if (!last) {
      await outlet.othersTurn();
      continue;
    }
    if (!live) {
      if (unmarked > 0) await outlet.write(checkpoint(after));
      unmarked = 0;
      await outlet.write(caughtUp());
    }
    live = true;
    await log.bell.rung(rings, outlet.gone);
  }
}

function readEvent(log: NodeLog, event: NodeEvent, { resolveLinks, ids }: ReadRequest) {
  const resolved = resolveLinks ? log.resolved(event) : { event };
  return new streams.ReadResp().setEvent(eventMessage(resolved, ids));
}
