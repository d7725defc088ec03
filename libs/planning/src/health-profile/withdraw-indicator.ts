import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';
import { themeProblem } from './theme.decisions.js';

/** Takes an indicator out of the profile that is being written. */
export class WithdrawIndicator extends CycleCommand {
  @IsId()
  readonly indicatorId!: string;
}

export const withdrawIndicator = verb<WithdrawIndicator, HealthProfileData>({
  name: 'withdraw-indicator',
  command: WithdrawIndicator,
  title: { it: 'Ritira un indicatore', en: 'Withdraw an indicator' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['IndicatorWithdrawn'],
  decide(life, { indicatorId }) {
    const indicator = life.data.indicators[indicatorId];
    if (!indicator) return refuse('profile-indicator-not-found', { id: indicatorId });
    return (
      themeProblem(life, indicator.themeId) ?? [
        { type: 'IndicatorWithdrawn', data: { indicatorId } },
      ]
    );
  },
});
