import type { Day } from './day.js';

/** Why nobody works on a day. */
export interface NonWorkingDay {
  readonly day: Day;
  readonly kind: 'national' | 'patron' | 'sunday' | 'saturday' | 'closure';
  readonly it: string;
  readonly en: string;
  /** The law, or contract, that says so, as it is cited in Italian. */
  readonly law?: string;
}

/** Days on which an office is closed, both included. */
export interface OfficeClosure {
  readonly from: Day;
  readonly to: Day;
  /** Why, in Italian: `Chiusura estiva`. */
  readonly it: string;
}

/** What an office adds to the national holidays. Plain JSON, so that a fact can hold it. */
export interface OfficeDays {
  /** One of `patronSaints`: whose feast the office keeps. */
  readonly municipality?: string;
  readonly closures?: readonly OfficeClosure[];
}
