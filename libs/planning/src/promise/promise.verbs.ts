import type { Verb } from '../command/verb.js';

/** The verbs of promise. */
export const promiseVerbs: readonly Verb[] = [];
