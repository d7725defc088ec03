import type { Envelope } from '../envelope.js';
import type { DataOf } from '../planning-fact.js';

/** What is remembered of the monitoring of a plan in force. */
export interface MonitoringData {
  /** Every one of them, oldest first. */
  readonly checkpoints: Checkpoint[];
  /** By scheda: what was recorded about it, oldest first. */
  readonly progress: Record<string, Progress[]>;
}

export interface Checkpoint {
  readonly checkpointId: string;
  readonly number: number;
  readonly due?: string;
  readonly openedOn: string;
  closedOn?: string;
  /** The schede nothing was recorded about. */
  silent?: readonly string[];
}

export type Progress = Omit<DataOf<'ProgressRecorded'>, 'schedaId'> & {
  readonly by: string;
  readonly on: string;
};

/** Who recorded it, and the day it is about. */
export const byAndOn = ({ actor, occurredOn }: Envelope) => ({
  by: actor.personId,
  on: occurredOn,
});

export const beginMonitoringData = (): MonitoringData => ({ checkpoints: [], progress: {} });

/** The checkpoint under way, if one is. */
export function openCheckpointOf({
  checkpoints,
}: Readonly<Pick<MonitoringData, 'checkpoints'>>): Readonly<Checkpoint> | undefined {
  const last = checkpoints.at(-1);
  return last?.closedOn === undefined ? last : undefined;
}
