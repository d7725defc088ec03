import type { Verb } from '../command/verb.js';
import { publishPlan } from './publish-plan.js';
import { recordProwebDeposit } from './record-proweb-deposit.js';

/** The verbs by which a plan in force becomes known outside. */
export const publicationVerbs: readonly Verb[] = [publishPlan, recordProwebDeposit];
