import { stateOfPart, type Life } from '#workflow';
import type { SchedeData } from '../scheda/scheda.data.js';
import { isCarriedOut } from './in-force.js';
import type { MonitoringData } from './monitoring.data.js';

/** The schede being carried out that nothing was recorded about while a checkpoint was open. */
export function silentAt(
  life: Readonly<Life<Partial<SchedeData & MonitoringData>>>,
  checkpointId: string,
): readonly string[] {
  const { schede = {}, progress = {} } = life.data;
  return Object.keys(schede).filter(
    (schedaId) =>
      isCarriedOut(stateOfPart(life, 'scheda', schedaId)) &&
      !progress[schedaId]?.some((recorded) => recorded.checkpointId === checkpointId),
  );
}
