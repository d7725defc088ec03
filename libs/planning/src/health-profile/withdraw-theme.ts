import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';

/** Withdraws a theme in which nothing stands any more; its id is not given again. */
export class WithdrawTheme extends CycleCommand {
  @IsId()
  readonly themeId!: string;
}

export const withdrawTheme = verb<WithdrawTheme, HealthProfileData>({
  name: 'withdraw-theme',
  command: WithdrawTheme,
  title: { it: 'Ritira il tema', en: 'Withdraw the theme' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['ThemeWithdrawn'],
  about: 'theme',
  decide({ data }, { themeId }) {
    const theme = data.themes[themeId];
    if (!theme) return refuse('theme-not-found', { id: themeId });
    const within = [...Object.values(data.needs), ...Object.values(data.indicators)];
    const count = within.filter((thing) => thing.themeId === themeId).length;
    if (count > 0) return refuse('theme-in-use', { name: theme.name, count });
    return [{ type: 'ThemeWithdrawn', data: { themeId } }];
  },
});
