import type { Drivers, Wishes } from './ways.js';

/** How to ask for the verbs of spreadsheets. */
export const wishesSpreadsheet: Wishes = {};

/** How their facts are brought about. */
export const driversSpreadsheet: Drivers = {};
