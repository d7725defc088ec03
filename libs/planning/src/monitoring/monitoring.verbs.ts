import type { Verb } from '../command/verb.js';
import { closeCheckpoint } from './close-checkpoint.js';
import { openCheckpoint } from './open-checkpoint.js';
import { recordProgress } from './record-progress.js';

/** The verbs of the monitoring of a plan in force. */
export const monitoringVerbs: readonly Verb[] = [openCheckpoint, recordProgress, closeCheckpoint];
