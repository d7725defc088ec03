import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { optionalSource } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';

/** Proposes a theme of the profile, by its name; its text comes later. */
export class ProposeTheme extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly themeId?: string;

  @IsText(300)
  readonly name!: string;

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

export const proposeTheme = verb<ProposeTheme, HealthProfileData>({
  name: 'propose-theme',
  command: ProposeTheme,
  title: { it: 'Proponi un tema', en: 'Propose a theme' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ThemeProposed'],
  decide({ data }, { themeId: given, name, source }, { newId }) {
    const themeId = given ?? newId('theme');
    if (Object.hasOwn(data.themes, themeId)) return refuse('id-taken', { id: themeId });
    return [{ type: 'ThemeProposed', data: { themeId, name, ...optionalSource(source) } }];
  },
});
