import type { DataOf } from '../planning-fact.js';

/** What is remembered of what became known outside. */
export interface PublicationData {
  readonly publications: DataOf<'PlanPublished'>[];
  readonly prowebDeposits: DataOf<'ProwebDepositRecorded'>[];
}

export const beginPublicationData = (): PublicationData => ({
  publications: [],
  prowebDeposits: [],
});
