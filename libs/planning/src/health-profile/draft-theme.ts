import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';

/** Writes the text of a theme, or writes it anew; a reviewed one is then to be reviewed again. */
export class DraftTheme extends CycleCommand {
  @IsId()
  readonly themeId!: string;

  @IsText(50_000)
  readonly text!: string;
}

export const draftTheme = verb<DraftTheme, HealthProfileData>({
  name: 'draft-theme',
  command: DraftTheme,
  title: { it: 'Scrivi il tema', en: 'Draft the theme' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ThemeDrafted'],
  about: 'theme',
  decide({ data }, { themeId, text }) {
    const theme = data.themes[themeId];
    if (!theme) return refuse('theme-not-found', { id: themeId });
    if (theme.text === text) return refuse('nothing-changed');
    return [{ type: 'ThemeDrafted', data: { themeId, text } }];
  },
});
