import type { Drivers, Wishes } from './ways.js';

/** How to ask for the verbs of a plan in force, of its report and of the closing. */
export const wishesMonitoringAndReport: Wishes = {};

/** How their facts are brought about. */
export const driversMonitoringAndReport: Drivers = {};
