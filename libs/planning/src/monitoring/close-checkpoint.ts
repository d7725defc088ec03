import { stateOfPart } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { roles, verb, type CycleLife } from '../command/verb.js';
import { isCarriedOut } from './in-force.js';
import { openCheckpointOf } from './monitoring.data.js';

/** Closes the checkpoint under way; the schede nothing was said about are named. */
export class CloseCheckpoint extends CycleCommand {}

export const closeCheckpoint = verb<CloseCheckpoint>({
  name: 'close-checkpoint',
  command: CloseCheckpoint,
  title: { it: 'Chiudi il monitoraggio', en: 'Close the checkpoint' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CheckpointClosed'],
  decide(life) {
    // Where none is open, the machine refuses.
    const { checkpointId = '' } = openCheckpointOf(life.data) ?? {};
    return [
      { type: 'CheckpointClosed', data: { checkpointId, silent: silentAt(life, checkpointId) } },
    ];
  },
});

/** The schede being carried out that nothing was recorded about while this checkpoint was open. */
function silentAt(life: Readonly<CycleLife>, checkpointId: string): readonly string[] {
  const { schede, progress } = life.data;
  return Object.keys(schede).filter(
    (schedaId) =>
      isCarriedOut(stateOfPart(life, 'scheda', schedaId)) &&
      !progress[schedaId]?.some((recorded) => recorded.checkpointId === checkpointId),
  );
}
