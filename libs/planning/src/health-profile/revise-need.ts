import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';
import { themeProblem } from './theme.decisions.js';

/** Words a need anew, or says to which theme it belongs. What is left out stays as it is. */
export class ReviseNeed extends CycleCommand {
  @IsId()
  readonly needId!: string;

  @IsOptional()
  @IsId()
  readonly themeId?: string;

  @IsOptional()
  @IsText(4000)
  readonly text?: string;
}

export const reviseNeed = verb<ReviseNeed, HealthProfileData>({
  name: 'revise-need',
  command: ReviseNeed,
  title: { it: 'Correggi un nodo o un aspetto', en: 'Revise a need' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['NeedRevised'],
  decide(life, wish) {
    const { needId } = wish;
    const need = life.data.needs[needId];
    if (!need) return refuse('need-not-found', { id: needId });
    const { themeId = need.themeId, text = need.text } = wish;
    if (themeId === need.themeId && text === need.text) return refuse('nothing-changed');
    return (
      themeProblem(life, need.themeId) ??
      themeProblem(life, themeId) ?? [{ type: 'NeedRevised', data: { needId, themeId, text } }]
    );
  },
});
