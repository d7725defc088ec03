import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { Unit } from './organisation.data.js';

/**
 * Why a unit cannot come to its end on a day: it had not begun, or the day is still to come. An end is
 * recorded once it is there, so that until then the unit can still change.
 */
export function unfitEnd(unit: Readonly<Unit>, from: string, today: string): Refusal | undefined {
  if (from < unit.from) return refuse('dates-reversed', { from: unit.from, to: from });
  if (from > today) return refuse('not-yet-happened', { date: from });
  return undefined;
}
