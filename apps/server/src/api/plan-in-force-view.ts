import type { CycleData } from '#planning';

/** What becomes known outside of a plan in force, and what the organ asked for: for everybody of the zone. */
export function publicOfPlan({ publications, prescriptions }: Readonly<CycleData>): object {
  return {
    publications,
    // Who met them, and in what words, is for those who may read the schede.
    prescriptions: Object.fromEntries(
      Object.entries(prescriptions).map(([id, prescription]) => {
        const { prescriptionId, text, due, sessionId, met, daysLate } = prescription;
        return [id, { prescriptionId, text, due, sessionId, met: met && { on: met.on }, daysLate }];
      }),
    ),
  };
}

/** How the plan is carried out and reported on, for those who may read the schede. */
export function planInForce(data: Readonly<CycleData>): object {
  const { prescriptions, prowebDeposits, checkpoints, finalReport, closings } = data;
  return { prescriptions, prowebDeposits, checkpoints, finalReport, closings };
}

/** What the unit of a scheda said of it in the course of the year and at its end. */
export function saidOf(
  { progress, reports, excuses }: Readonly<CycleData>,
  schedaId: string,
): object {
  return {
    progress: progress[schedaId] ?? [],
    report: reports[schedaId],
    excuse: excuses[schedaId],
  };
}
