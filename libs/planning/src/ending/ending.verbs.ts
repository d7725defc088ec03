import type { Verb } from '../command/verb.js';
import { abandonCycle } from './abandon-cycle.js';
import { annulCycle } from './annul-cycle.js';
import { annulScheda } from './annul-scheda.js';
import { resumeCycle } from './resume-cycle.js';
import { revokeCycle } from './revoke-cycle.js';
import { suspendCycle } from './suspend-cycle.js';

/** The verbs that stop a cycle, for a while or for good, or put an end to one scheda of the plan. */
export const endingVerbs: readonly Verb[] = [
  suspendCycle,
  resumeCycle,
  annulScheda,
  annulCycle,
  revokeCycle,
  abandonCycle,
];
