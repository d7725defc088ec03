import { IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { deadlinesToMove, isBinding } from './deadlines-to-move.js';

/** Stops a cycle for a while, where it stands. Its deadlines stop with it or run on: one has to say which. */
export class SuspendCycle extends CycleCommand {
  @IsIn(['stop', 'run'])
  readonly deadlines!: 'stop' | 'run';

  /** The act that suspends it. Asked when a deadline of a law or a regional act stops with it. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const suspendCycle = verb<SuspendCycle>({
  name: 'suspend-cycle',
  command: SuspendCycle,
  title: { it: 'Sospendi il ciclo', en: 'Suspend the cycle' },
  who: roles('DIR'),
  reason: 'required',
  facts: ['CycleSuspended'],
  decide(life, { deadlines, act }, { occurredOn }) {
    const binding = deadlinesToMove(life, occurredOn).some(isBinding);
    if (deadlines === 'stop' && binding && act === undefined) return refuse('deadline-act-needed');
    return [{ type: 'CycleSuspended', data: { deadlines, ...present({ act }) } }];
  },
});
