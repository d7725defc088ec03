import type { Remembers } from '../remember.js';
import type { PublicationData } from './publication.data.js';

export const rememberPublication: Remembers<PublicationData> = {
  PlanPublished: (cycle, published) => {
    cycle.publications.push(published);
  },
  ProwebDepositRecorded: (cycle, deposit) => {
    cycle.prowebDeposits.push(deposit);
  },
};
