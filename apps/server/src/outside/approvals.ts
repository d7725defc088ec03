import type { PlanningFact } from '#planning';

/** The facts with which an organ or whoever directs has decided: their roots do not wait to be known outside. */
export const approvals = [
  'DeliberationRecorded',
  'EditionAdopted',
  'FinalReportApproved',
  'HealthProfileAdopted',
] as const satisfies readonly PlanningFact['type'][];
