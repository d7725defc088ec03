import type { Drivers, Wishes } from './ways.js';

/** How to ask for the verbs of revisions, suspensions, ends and corrections. */
export const wishesRevisionAndEndings: Wishes = {};

/** How their facts are brought about. */
export const driversRevisionAndEndings: Drivers = {};
