import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';
import { themeProblem } from './theme.decisions.js';

/** Takes a need out of the profile that is being written. */
export class WithdrawNeed extends CycleCommand {
  @IsId()
  readonly needId!: string;
}

export const withdrawNeed = verb<WithdrawNeed, HealthProfileData>({
  name: 'withdraw-need',
  command: WithdrawNeed,
  title: { it: 'Ritira un nodo o un aspetto', en: 'Withdraw a need' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['NeedWithdrawn'],
  decide(life, { needId }) {
    const need = life.data.needs[needId];
    if (!need) return refuse('need-not-found', { id: needId });
    return themeProblem(life, need.themeId) ?? [{ type: 'NeedWithdrawn', data: { needId } }];
  },
});
