import type { Drivers, Wishes } from './ways.js';

/** How to ask for the verbs between the years: carry-over, promises, the rest. */
export const wishesBetweenYears: Wishes = {};

/** How their facts are brought about. */
export const driversBetweenYears: Drivers = {};
