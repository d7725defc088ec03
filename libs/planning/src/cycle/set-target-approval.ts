import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Sets the day by which the plan should be approved, and on what that rests. Another day needs a reason. */
export class SetTargetApproval extends CycleCommand {
  @IsDay()
  readonly date!: string;

  @IsText(500)
  readonly basis!: string;
}

export const setTargetApproval = verb<SetTargetApproval>({
  name: 'set-target-approval',
  command: SetTargetApproval,
  title: { it: 'Fissa la data obiettivo di approvazione', en: 'Set the target approval date' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['TargetApprovalSet'],
  decide(life, { date, basis, reason }, { occurredOn }) {
    const before = life.data.targetApproval;
    if (before?.date === date) return refuse('same-date', { date });
    if (before && reason === undefined) return refuse('reason-needed');
    if (date < occurredOn) return refuse('dates-reversed', { from: occurredOn, to: date });
    return [{ type: 'TargetApprovalSet', data: { date, basis } }];
  },
});
