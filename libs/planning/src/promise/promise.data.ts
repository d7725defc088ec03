import type { DataOf } from '../planning-fact.js';

/** What is remembered of promises. */
export interface PromisesData {
  readonly promises: Record<string, PromiseMade>;
}

export type PromiseMade = DataOf<'PromiseMade'> & {
  readonly madeOn: string;
  /** How it ended, last. */
  ended?: {
    readonly on: string;
    /** How it was kept, or why not; absent where what it was about was done after all. */
    readonly text?: string;
    readonly inCycleId?: string;
  };
};

export const beginPromisesData = (): PromisesData => ({ promises: {} });
