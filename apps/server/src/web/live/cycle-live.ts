import { reads, type CycleLife } from '#planning';
import type { Frame } from '../frame.js';
import type { Live } from '../pieces/live.js';

/**
 * How a page goes on by itself that shows something of a cycle which is not in its overview: for whoever may read the
 * whole history, who is told of whatever is recorded. The others are told of what changes in their overview alone, and
 * a page that missed something would be wrong to say that it is live. Nor does it for whom each read is recorded
 * whatever it is: there would be reads on record at which nobody looked.
 * @param life as the page shows it
 */
export function liveOfCycle(
  { self, may }: Frame,
  { revision, data: { cycleId } }: Readonly<CycleLife>,
): Live | undefined {
  if (self === undefined || self.role === 'AUD' || self.method === 'emergency') return undefined;
  if (!may.openCycle || !reads(self.role, 'history')) return undefined;
  return { stream: `/cicli/${cycleId}/novita`, seen: String(revision) };
}
