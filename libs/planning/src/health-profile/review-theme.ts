import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';

/** Says that a theme is good as it stands. Nobody reviews what they wrote, nor on behalf of who did. */
export class ReviewTheme extends CycleCommand {
  @IsId()
  readonly themeId!: string;
}

export const reviewTheme = verb<ReviewTheme, HealthProfileData>({
  name: 'review-theme',
  command: ReviewTheme,
  title: { it: 'Approva la stesura del tema', en: 'Review the theme' },
  who: roles('UPc', 'UPo'),
  decisive: true,
  reason: 'optional',
  facts: ['ThemeReviewed'],
  about: 'theme',
  decide({ data }, { themeId }, { hands }) {
    const theme = data.themes[themeId];
    if (!theme) return refuse('theme-not-found', { id: themeId });
    if (theme.authors.some((author) => hands.includes(author))) return refuse('own-theme');
    return [{ type: 'ThemeReviewed', data: { themeId } }];
  },
});
