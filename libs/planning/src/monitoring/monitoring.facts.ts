import type { ExecutionStatus } from '../value-sets.js';

/** What an indicator was found to be. */
export interface Measurement {
  /** The indicator, by the name it has in the scheda. */
  readonly indicator: string;
  /** As a decimal number in text, `1250.5`: never a float. */
  readonly value: string;
  readonly unit?: string;
  /** The day it was measured, or the last day of the period it is about. */
  readonly measuredOn: string;
}

/** Facts of the monitoring of a plan in force: checkpoints, and how each scheda is getting on. */
export type MonitoringFact =
  | {
      readonly type: 'CheckpointOpened';
      readonly data: {
        readonly checkpointId: string;
        /** 1, 2, 3 …: within the cycle. */
        readonly number: number;
        readonly due?: string;
      };
    }
  | {
      readonly type: 'ProgressRecorded';
      readonly data: {
        readonly schedaId: string;
        /** The checkpoint that was open, if one was. */
        readonly checkpointId?: string;
        readonly status: ExecutionStatus;
        /** How it is getting on; always there for a status that has to be explained. */
        readonly text?: string;
        readonly measured: readonly Measurement[];
      };
    }
  | {
      readonly type: 'CheckpointClosed';
      readonly data: {
        readonly checkpointId: string;
        /** The schede in force that nothing was recorded about: silence is said, not filled in. */
        readonly silent: readonly string[];
      };
    };
