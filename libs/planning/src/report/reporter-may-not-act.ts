import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { DecisionContext } from '../command/verb.js';
import { headMayNotAct } from '../scheda/checker-may-act.js';
import type { Scheda } from '../scheda/scheda.data.js';
import type { ReportData } from './report.data.js';

/**
 * Four eyes: whoever handed in a report on a scheda, also one that was returned since, neither accepts nor
 * returns it, and the head of its unit does not either. Nor does whoever acts for one of them. Undefined when
 * the person may go on.
 */
export function reporterMayNotAct(
  { reporters }: Readonly<ReportData>,
  scheda: Readonly<Scheda>,
  context: Pick<DecisionContext, 'hands' | 'organisation'>,
): Refusal | undefined {
  return reporters[scheda.schedaId]?.some((reporter) => context.hands.includes(reporter))
    ? refuse('own-report')
    : headMayNotAct(scheda, context);
}
