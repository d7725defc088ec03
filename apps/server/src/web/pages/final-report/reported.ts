import { isInPlan, type CycleLife } from '#planning';
import { stateOfPart } from '#workflow';

/** Where the report of a scheda stands, as the page tells it. */
export const reportStages = ['accepted', 'excused', 'reported', 'returned', 'waiting'] as const;
export type ReportStage = (typeof reportStages)[number];

/** The states of a scheda in which something was said of its year; in all others its unit still has to. */
const stages: Readonly<Record<string, ReportStage>> = {
  reported: 'reported',
  reportReturned: 'returned',
  accepted: 'accepted',
  excused: 'excused',
};

/** A scheda of the plan, and the report of its unit on the year. */
export interface ReportedScheda {
  readonly schedaId: string;
  readonly code: string;
  readonly title: string;
  readonly unitId: string;
  readonly stage: ReportStage;
  readonly report: CycleLife['data']['reports'][string] | undefined;
  readonly excuse: CycleLife['data']['excuses'][string] | undefined;
}

/** The schede of the plan by code, each with where its report stands. */
export function reportedSchede(life: Readonly<CycleLife>): readonly ReportedScheda[] {
  const { schede, reports, excuses } = life.data;
  return Object.values(schede)
    .map(({ schedaId, code, title, unitId }) => {
      const state = stateOfPart(life, 'scheda', schedaId);
      const stage = stages[state] ?? 'waiting';
      return {
        ...{ schedaId, code, title, unitId, state, stage },
        report: reports[schedaId],
        excuse: stage === 'excused' ? excuses[schedaId] : undefined,
      };
    })
    .filter(({ state }) => isInPlan(state))
    .map(({ state: _state, ...row }) => row)
    .toSorted((one, other) => (one.code < other.code ? -1 : 1));
}
