import type { Verb } from '../command/verb.js';

/** The verbs of correction. */
export const correctionVerbs: readonly Verb[] = [];
