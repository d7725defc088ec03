import { stateOfPart } from '#workflow';
import type { CycleLife, DecisionContext } from '../command/verb.js';
import { isInPlan } from '../monitoring/in-force.js';
import type { Scheda } from '../scheda/scheda.data.js';
import type { ReportedScheda } from './report.facts.js';

/** Where a scheda stands once nothing more is to be said about it. */
const settled: ReadonlySet<string> = new Set(['accepted', 'excused']);

/** The schede of the plan that are neither accepted nor excused yet, in the order of their codes. */
export function notReportedYet(life: Readonly<CycleLife>): readonly Scheda[] {
  return schedeOfPlan(life).filter(({ schedaId }) => !settled.has(standing(life, schedaId)));
}

/**
 * What the final report says of every scheda of the plan on which nothing more is to be said, in the order of
 * their codes. What was excused is there too, as a gap; nobody has said that it should go on.
 */
export function reportedSchede(
  life: Readonly<CycleLife>,
  fingerprint: DecisionContext['fingerprint'],
): readonly ReportedScheda[] {
  const { reports } = life.data;
  const complete = schedeOfPlan(life).filter(({ schedaId }) =>
    settled.has(standing(life, schedaId)),
  );
  return complete.map(({ schedaId, code }) => {
    const report = reports[schedaId];
    if (!report || standing(life, schedaId) === 'excused') {
      const excused = { status: 'EXCUSED', rePropose: false } as const;
      return { schedaId, code, ...excused, reportHash: fingerprint({ schedaId, ...excused }) };
    }
    const { status, doneText, measured, rePropose, reProposeReason } = report;
    const whole = {
      ...{ schedaId, status, doneText, measured, rePropose },
      ...(reProposeReason !== undefined && { reProposeReason }),
    };
    return { schedaId, code, status, rePropose, reportHash: fingerprint(whole) };
  });
}

function schedeOfPlan(life: Readonly<CycleLife>): readonly Scheda[] {
  return Object.values(life.data.schede)
    .filter(({ schedaId }) => isInPlan(standing(life, schedaId)))
    .sort(({ code: one }, { code: other }) => (one < other ? -1 : 1));
}

function standing(life: Readonly<CycleLife>, schedaId: string): string {
  return stateOfPart(life, 'scheda', schedaId);
}
