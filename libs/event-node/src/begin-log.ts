import { ownEvent } from './node-event.js';
import type { NodeLog } from './node-log.js';
import { configure } from './persistent-subscriptions/configuration.js';

/**
 * Writes the first events of a new log. A server never has an empty one, and clients take that for
 * granted: they look for a position to begin from before they write anything.
 * @throws StoreUnavailable
 */
export async function beginLog(log: NodeLog): Promise<void> {
  if (log.end() > 0) return;
  await log.append('$node', [ownEvent('$LogBegun', '{}')], 'none');
  await configure(log, []);
}
