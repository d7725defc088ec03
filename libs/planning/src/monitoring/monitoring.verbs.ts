import type { Verb } from '../command/verb.js';

/** The verbs of monitoring. */
export const monitoringVerbs: readonly Verb[] = [];
