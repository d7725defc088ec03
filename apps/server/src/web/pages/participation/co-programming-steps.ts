import type { CoProgrammingData } from '#planning';

/** The steps of co-programming, in the order of the law (LR Toscana 65/2020 artt. 9-10). */
export type CoProgrammingStep = 'decision' | 'notice' | 'sessions' | 'report' | 'published';

export interface ShownStep {
  readonly step: CoProgrammingStep;
  /** `skipped` where the decision makes it needless. */
  readonly standing: 'done' | 'current' | 'ahead' | 'skipped';
}

/**
 * How far co-programming has come, from what is on record. A no ends it with the decision; where a procedure of its own
 * carries it, a programme waits for nothing but its report.
 */
export function stepsOf(
  { decision, startedOn, notice, sessions, report, ...rest }: CoProgrammingData['coProgramming'],
  isProcedure: boolean,
): readonly ShownStep[] {
  const { procedureCycleId, reportUrl, givenUp } = rest;
  const isDecided = isProcedure ? startedOn !== undefined : decision !== undefined;
  const isOver = decision === 'not_activated' || givenUp !== undefined;
  const isElsewhere = procedureCycleId !== undefined;
  const steps: readonly (readonly [CoProgrammingStep, boolean, boolean])[] = [
    ['decision', isDecided, false],
    ['notice', notice !== undefined, isElsewhere],
    ['sessions', sessions.length > 0, isElsewhere],
    ['report', report !== undefined, false],
    ['published', reportUrl !== undefined, false],
  ];
  const next = steps.find(([, isDone, isSkipped]) => !isDone && !isSkipped)?.[0];
  return steps.map(([step, isDone, isSkipped]) => {
    if (isDone) return { step, standing: 'done' };
    if (isSkipped || isOver) return { step, standing: 'skipped' };
    return { step, standing: step === next ? 'current' : 'ahead' };
  });
}
