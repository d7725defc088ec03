import type { Deadline } from './deadline.data.js';

/** The last day of a deadline for a unit: its own extension, unless the deadline of all goes further. */
export function dueFor(
  { due, forUnits }: Pick<Deadline, 'due' | 'forUnits'>,
  unitId: string | undefined,
): string {
  const own =
    unitId !== undefined && Object.hasOwn(forUnits, unitId) ? forUnits[unitId] : undefined;
  return own !== undefined && own > due ? own : due;
}

/** The last day on which anybody is still in time: that of all, or a later one of some unit. */
export function lastDayOf({ due, forUnits }: Pick<Deadline, 'due' | 'forUnits'>): string {
  return Object.values(forUnits).reduce((last, day) => (day > last ? day : last), due);
}
