import type { Verb } from '../command/verb.js';

/** The verbs of revision. */
export const revisionVerbs: readonly Verb[] = [];
