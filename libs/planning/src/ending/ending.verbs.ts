import type { Verb } from '../command/verb.js';

/** The verbs of ending. */
export const endingVerbs: readonly Verb[] = [];
