import type { DataOf } from '../planning-fact.js';

/** What is remembered of what came from the year before. */
export interface CarryOverData {
  carryOver?: DataOf<'CarryOverRecorded'>;
}

export const beginCarryOverData = (): CarryOverData => ({});
