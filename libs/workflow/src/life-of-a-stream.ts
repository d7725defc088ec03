import type { ControlState } from './control.js';
import type { Since } from './since.js';
import type { Workflow } from './workflow.js';

/**
 * A stream as its facts have made it: where the root machine and every part stand, and what is remembered.
 * It is folded in place by whoever replays it (copying 130 schede for each fact would cost more than the
 * fact); decisions get it read-only.
 */
export interface Life<Data = unknown> {
  /** The version it follows: that of its first fact, or the one it was migrated to last. */
  workflow: Workflow<Data>;
  /** The versions it followed before, the first one first; none where it was never migrated. */
  passed: readonly PassedVersion[];
  /** Where the root machine stands. */
  state: ControlState;
  /** Where each part stands: kind, then id. */
  parts: Record<string, Standings>;
  /** Since when all of them stand there. */
  since: Since;
  data: Data;
  /** Revision of the last fact, -1 before the first. */
  revision: number;
}

/** A version a life followed, and how it remembered (the `dataVersion` of the definition). */
export interface PassedVersion {
  readonly version: number;
  readonly dataVersion: number;
}

/** Where parts stand, by id. */
export type Standings = Record<string, ControlState>;
