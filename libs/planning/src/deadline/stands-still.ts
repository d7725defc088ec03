import type { EndingData } from '../ending/ending.data.js';

/** Whether the time of the deadlines stands still with the cycle. */
export function isStopped({ suspensions = [] }: Partial<EndingData>): boolean {
  return suspensions.some(({ deadlines, to }) => deadlines === 'stop' && to === undefined);
}
