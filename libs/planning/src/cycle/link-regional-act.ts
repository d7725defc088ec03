import { IsOptional, IsUrl } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { optionalSource } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';

/** Links the regional act that gives this year's directions. */
export class LinkRegionalAct extends CycleCommand {
  @IsText(200)
  readonly cite!: string;

  @IsOptional()
  @IsDay()
  readonly date?: string;

  @IsOptional()
  @IsUrl()
  readonly url?: string;

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

export const linkRegionalAct = verb<LinkRegionalAct>({
  name: 'link-regional-act',
  command: LinkRegionalAct,
  title: { it: "Collega l'atto regionale", en: 'Link the regional act' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['RegionalActLinked'],
  decide: (_life, { cite, date, url, source }) => [
    {
      type: 'RegionalActLinked',
      data: { cite, ...present({ date, url }), ...optionalSource(source) },
    },
  ],
});
