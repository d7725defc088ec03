import { aboutSchede, kindMetBy, kindsUndoneBy, meetingFacts } from '../deadline/met-by.js';
import type { PlanningFact } from '../planning-fact.js';
import type { DeadlineKind } from '../value-sets.js';

type FactType = PlanningFact['type'];

/** With these something of a scheda is owed, is owed no more, or is owed once more. */
const movesOfSchede: ReadonlySet<FactType> = new Set([
  ...(['SchedaAssigned', 'SchedaCarriedOver', 'SchedaReassigned', 'SchedaReopened'] as const),
  ...(['SchedaSubmitted', 'SchedaTakenInCharge', 'SchedaReturned', 'SchedaChecked'] as const),
  ...(['SchedaWithdrawn', 'SchedaLeftOut', 'SchedaDropped', 'SchedaAnnulled'] as const),
  ...(['SchedaApproved', 'SchedaReported', 'ReportAccepted', 'ReportReturned'] as const),
  ...(['SchedaExcused', 'FinalReportStarted', 'FinalReportReturned', 'CycleClosed'] as const),
]);

/** The types of facts of which `kindsAtWork` may name a kind. */
export const workOfDeadlines: readonly FactType[] = [
  ...movesOfSchede,
  ...meetingFacts,
  'ProposalReturned',
];

/**
 * The kinds of deadlines that may be met with a fact, or be so no more: what is told of them in a calendar may be
 * another thing from then on.
 */
export function kindsAtWork(fact: PlanningFact): readonly DeadlineKind[] {
  if (movesOfSchede.has(fact.type)) return aboutSchede;
  const kind = kindMetBy(fact);
  return [...(kind === undefined ? [] : [kind]), ...kindsUndoneBy(fact)];
}
