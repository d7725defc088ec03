import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { roles, verb } from '../command/verb.js';

/** Takes a closed year up again, by an act of the organ: reports can be returned, endorsed and approved anew. */
export class ReopenCycle extends CycleCommand {
  /** The act of the organ that allows it. */
  @IsText(300)
  readonly act!: string;
}

export const reopenCycle = verb<ReopenCycle>({
  name: 'reopen-cycle',
  command: ReopenCycle,
  title: { it: 'Riapri il ciclo', en: 'Reopen the cycle' },
  who: roles('DIR'),
  decisive: true,
  reason: 'required',
  facts: ['CycleReopened'],
  decide: (_life, { act }) => [{ type: 'CycleReopened', data: { act } }],
});
