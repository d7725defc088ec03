import type { Person } from '#people';
import { reads, sha256 } from '#planning';
import type { SeenCycle } from '../pages/cycle/cycle-overviews.js';

/**
 * What somebody sees of a cycle, as a text that is another one when they see something else: the revision for whoever
 * may read the whole history, and a fingerprint of what the others are shown, which says nothing of the rest.
 */
export function cycleAsSeen({ role }: Person, { life, overview }: SeenCycle): string {
  if (reads(role, 'history')) return String(life.revision);
  return sha256(JSON.stringify([life.state, life.data.title, overview])).slice(0, 16);
}
