import type { Remembers } from '../remember.js';
import { byAndOn, type MonitoringData } from './monitoring.data.js';

export const rememberMonitoring: Remembers<MonitoringData> = {
  CheckpointOpened: (cycle, checkpoint, { occurredOn }) => {
    cycle.checkpoints.push({ ...checkpoint, openedOn: occurredOn });
  },
  ProgressRecorded: (cycle, { schedaId, ...progress }, envelope) => {
    (cycle.progress[schedaId] ??= []).push({ ...progress, ...byAndOn(envelope) });
  },
  CheckpointClosed: (cycle, { checkpointId, silent }, { occurredOn }) => {
    const checkpoint = cycle.checkpoints.find((each) => each.checkpointId === checkpointId);
    if (checkpoint) Object.assign(checkpoint, { closedOn: occurredOn, silent });
  },
};
