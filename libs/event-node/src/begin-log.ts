import { userKnown, USERS_STREAM } from './administration/users.js';
import { ownEvent } from './node-event.js';
import type { NodeLog } from './node-log.js';

/**
 * Writes the first events of a new log. A server never has an empty one, and clients take that for
 * granted: they look for a position to begin from before they write anything.
 * @param user the name of the one user there is
 * @throws StoreUnavailable
 */
export async function beginLog(log: NodeLog, user: string): Promise<void> {
  if (log.end() > 0) return;
  await log.append('$node', [ownEvent('$LogBegun', '{}')], 'none');
  await log.append(USERS_STREAM, [userKnown(user)], 'none');
}
