import type { Verb } from '../command/verb.js';

/** The verbs of prescription. */
export const prescriptionVerbs: readonly Verb[] = [];
