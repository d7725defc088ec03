import type { Person } from '#people';
import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { ReportData } from './report.data.js';

/**
 * Four eyes: whoever handed in a report on a scheda, also one that was returned since, neither accepts nor
 * returns it. Undefined when the person may go on.
 */
export function reporterMayNotAct(
  { reporters }: Readonly<ReportData>,
  schedaId: string,
  { personId }: Person,
): Refusal | undefined {
  return reporters[schedaId]?.includes(personId) ? refuse('own-report') : undefined;
}
