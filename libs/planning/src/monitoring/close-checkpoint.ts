import { CycleCommand } from '../command/cycle-command.js';
import { roles, verb } from '../command/verb.js';
import { openCheckpointOf } from './monitoring.data.js';
import { silentAt } from './silent-schede.js';

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
