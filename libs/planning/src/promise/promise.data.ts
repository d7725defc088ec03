import type { DataOf } from '../planning-fact.js';

/** What is remembered of promises. */
export interface PromisesData {
  readonly promises: Record<string, PromiseMade>;
}

export type PromiseMade = DataOf<'PromiseMade'> & {
  readonly madeOn: string;
  /** How it ended, in words. */
  endText?: string;
  inCycleId?: string;
};

export const beginPromisesData = (): PromisesData => ({ promises: {} });
