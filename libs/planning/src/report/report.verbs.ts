import type { Verb } from '../command/verb.js';

/** The verbs of report. */
export const reportVerbs: readonly Verb[] = [];
