import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Asks every unit how far its schede have come. */
export class OpenCheckpoint extends CycleCommand {
  @IsOptional()
  @IsId()
  readonly checkpointId?: string;

  /** The last day on which the units are to say so. */
  @IsOptional()
  @IsDay()
  readonly due?: string;
}

export const openCheckpoint = verb<OpenCheckpoint>({
  name: 'open-checkpoint',
  command: OpenCheckpoint,
  title: { it: 'Apri il monitoraggio', en: 'Open a checkpoint' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CheckpointOpened'],
  decide({ data }, { checkpointId, due }, { newId, occurredOn }) {
    const id = checkpointId ?? newId('checkpoint');
    if (data.checkpoints.some((checkpoint) => checkpoint.checkpointId === id)) {
      return refuse('id-taken', { id });
    }
    if (due !== undefined && due < occurredOn) {
      return refuse('dates-reversed', { from: occurredOn, to: due });
    }
    const number = data.checkpoints.length + 1;
    return [{ type: 'CheckpointOpened', data: { checkpointId: id, number, ...present({ due }) } }];
  },
});
