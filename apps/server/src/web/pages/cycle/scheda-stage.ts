/** The stages by which people speak of a scheda on its way into the plan; the colours stand for these. */
export const schedaStages = [
  'verified',
  'inVerification',
  'submitted',
  'inDrafting',
  'returned',
  'notStarted',
  'other',
] as const;
export type SchedaStage = (typeof schedaStages)[number];

const stages: Readonly<Record<string, SchedaStage>> = {
  carriedOver: 'notStarted',
  assigned: 'notStarted',
  drafting: 'inDrafting',
  amending: 'inDrafting',
  submitted: 'submitted',
  amendmentSubmitted: 'submitted',
  checking: 'inVerification',
  amendmentInCheck: 'inVerification',
  returned: 'returned',
  amendmentReturned: 'returned',
  reportReturned: 'returned',
  checked: 'verified',
  amendmentChecked: 'verified',
  approved: 'verified',
  reported: 'verified',
  accepted: 'verified',
  excused: 'verified',
};

/** What was withdrawn, dropped, left out or annulled is `other`. @param state of the machine of a scheda */
export function stageOf(state: string): SchedaStage {
  return stages[state] ?? 'other';
}

/** How many schede stand at which stage. */
export function countedByStage(
  byState: Readonly<Record<string, number>>,
): Readonly<Record<SchedaStage, number>> {
  const counts = Object.fromEntries(schedaStages.map((stage) => [stage, 0])) as Record<
    SchedaStage,
    number
  >;
  for (const [state, count] of Object.entries(byState)) counts[stageOf(state)] += count;
  return counts;
}
