import { stateOfPart, type Life } from '#workflow';
import type { PlanningFact } from '../planning-fact.js';
import type { CoProgrammingData } from './co-programming.data.js';

/** The ids of the applications nobody has judged yet. */
export function pendingApplications(life: Readonly<Life<CoProgrammingData>>): readonly string[] {
  return Object.keys(life.data.coProgramming.applications).filter(
    (applicationId) => stateOfPart(life, 'application', applicationId) === 'received',
  );
}

/** What becomes of them when the co-programming is given up. */
export function lapsedApplications(life: Readonly<Life<CoProgrammingData>>): PlanningFact[] {
  return pendingApplications(life).map((applicationId) => ({
    type: 'ApplicationLapsed',
    data: { applicationId },
  }));
}
