import type { DataOf } from '../planning-fact.js';
import type { DocumentReference } from '../source.js';
import type { NoCoProgrammingMotivation } from '../value-sets.js';

/** What is remembered of co-programming. */
export interface CoProgrammingData {
  coProgramming: CoProgramming;
}

export interface CoProgramming {
  decision?: 'activated' | 'not_activated';
  /** The act that started it. */
  act?: string;
  motivation?: NoCoProgrammingMotivation;
  text?: string;
  deferredTo?: string;
  deferralDue?: string;
  notice?: {
    readonly publishedOn: string;
    closesOn: string;
    readonly url: string;
    readonly derogation?: string;
  };
  applications?: DataOf<'NoticeClosed'>['applications'];
  readonly sessions: DataOf<'CoProgrammingSessionHeld'>[];
  report?: DocumentReference;
  reportUrl?: string;
}

export const beginCoProgrammingData = (): CoProgrammingData => ({
  coProgramming: { sessions: [] },
});
