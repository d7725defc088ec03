import type { SchedaContent } from '../scheda/scheda.facts.js';
import type { DataOf } from '../planning-fact.js';

/** What is remembered of what came from the year before. */
export interface CarryOverData {
  /** By earlier year, the one first looked at first: what came along in all, and what has stayed behind. */
  readonly carryOvers: DataOf<'CarryOverRecorded'>[];
  /** By the id of a scheda that was carried over: its content of last year. */
  readonly lastYear: Record<string, SchedaContent>;
}

export const beginCarryOverData = (): CarryOverData => ({ carryOvers: [], lastYear: {} });
