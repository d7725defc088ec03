import type { DataOf } from '../planning-fact.js';
import type { DocumentReference } from '../source.js';
import type { NoCoProgrammingMotivation } from '../value-sets.js';

/** What is remembered of co-programming. */
export interface CoProgrammingData {
  coProgramming: CoProgramming;
}

export interface CoProgramming {
  /** What a yearly programme decided; a procedure of its own has nothing to decide. */
  decision?: 'activated' | 'not_activated';
  /** What was proposed last to the director, by whom and when. */
  proposal?: DataOf<'CoProgrammingProposed'> & { readonly by: string; readonly on: string };
  /** The act that started it. */
  act?: string;
  /** The day it was activated or, in a procedure of its own, opened: nothing of it comes before. */
  startedOn?: string;
  /** What the act of start of a procedure of its own says. */
  opening?: Omit<DataOf<'CoProgrammingOpened'>, 'act' | 'responsiblePersonId'>;
  /** The procedure of its own that a yearly programme waits for. */
  procedureCycleId?: string;
  motivation?: NoCoProgrammingMotivation;
  text?: string;
  deferredTo?: string;
  deferralDue?: string;
  /** The promise that putting it off made. */
  promiseId?: string;
  notice?: {
    readonly publishedOn: string;
    closesOn: string;
    readonly url: string;
    readonly derogation?: string;
  };
  readonly applications: Record<string, Application>;
  readonly sessions: DataOf<'CoProgrammingSessionHeld'>[];
  report?: DocumentReference;
  reportIssuedOn?: string;
  /** The organs and bodies the report was sent to. */
  sentTo?: readonly string[];
  reportUrl?: string;
  /** Absent where the report is that of a procedure of its own, which knows the day. */
  reportPublishedOn?: string;
  givenUp?: { readonly on: string; readonly reason: string; readonly act?: string };
}

/** A body that asked to take part; where its application stands, its machine says. */
export interface Application {
  readonly body: string;
  readonly receivedOn: string;
  readonly protocol: string;
  /** Why it was not admitted. */
  reason?: string;
}

export const beginCoProgrammingData = (): CoProgrammingData => ({
  coProgramming: { applications: {}, sessions: [] },
});
