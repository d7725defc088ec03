import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';

/** Gives a theme back to whoever wrote it, and says what is to be mended. */
export class ReturnTheme extends CycleCommand {
  @IsId()
  readonly themeId!: string;
}

export const returnTheme = verb<ReturnTheme, HealthProfileData>({
  name: 'return-theme',
  command: ReturnTheme,
  title: { it: 'Restituisci il tema', en: 'Return the theme' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['ThemeReturned'],
  about: 'theme',
  decide({ data }, { themeId }) {
    if (!data.themes[themeId]) return refuse('theme-not-found', { id: themeId });
    return [{ type: 'ThemeReturned', data: { themeId } }];
  },
});
