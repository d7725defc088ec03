import type { Deadline } from '../deadline/deadline.data.js';

/** A last day that moves, for everybody or for one unit alone. */
export interface DayToMove extends Pick<Deadline, 'deadlineId' | 'basis' | 'due'> {
  readonly unitId?: string;
}

/** What is remembered of suspensions and of an end before its time. */
export interface EndingData {
  readonly suspensions: Suspension[];
  /** The last days that stand still while the cycle is suspended, as they stood when it was. */
  stopped?: readonly DayToMove[];
  ended?: {
    readonly how: 'annulled' | 'revoked' | 'abandoned';
    readonly act?: string;
    readonly ground: string;
    readonly on: string;
  };
}

export interface Suspension {
  readonly from: string;
  to?: string;
  readonly reason: string;
  readonly act?: string;
  readonly deadlines: 'stop' | 'run';
}

export const beginEndingData = (): EndingData => ({ suspensions: [] });
