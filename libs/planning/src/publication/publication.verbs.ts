import type { Verb } from '../command/verb.js';

/** The verbs of publication. */
export const publicationVerbs: readonly Verb[] = [];
