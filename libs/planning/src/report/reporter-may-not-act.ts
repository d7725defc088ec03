import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { DecisionContext } from '../command/verb.js';
import type { ReportData } from './report.data.js';

/**
 * Four eyes: whoever handed in a report on a scheda, also one that was returned since, neither accepts nor
 * returns it. Nor does whoever acts for one of them. Undefined when the person may go on.
 */
export function reporterMayNotAct(
  { reporters }: Readonly<ReportData>,
  schedaId: string,
  { hands }: Pick<DecisionContext, 'hands'>,
): Refusal | undefined {
  return reporters[schedaId]?.some((reporter) => hands.includes(reporter))
    ? refuse('own-report')
    : undefined;
}
