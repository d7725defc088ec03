import type { Manifest } from '../approval/approval.facts.js';
import type { CycleData } from '../cycle/cycle-data.js';

/** The plan as the organ approved it last, revisions included; undefined before the first approval. */
export function planInForce({ manifest, revisions }: Readonly<CycleData>): Manifest | undefined {
  return revisions.findLast(({ outcome }) => outcome === 'merged')?.manifest ?? manifest;
}
