import type { Verb } from '../command/verb.js';

/** The verbs of carry over. */
export const carryOverVerbs: readonly Verb[] = [];
