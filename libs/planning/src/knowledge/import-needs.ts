import { ArrayMinSize, IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText, IsTextList } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsSource, nestedList, type SourceRequest } from '../command/requests.js';
import { optionalSource, sourceOf } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { KnowledgeData } from './knowledge.data.js';

/** A critical node or a positive aspect, as the profile words it. */
export class NeedRequest {
  @IsId()
  readonly needId!: string;

  @IsOptional()
  @IsText(300)
  readonly theme?: string;

  @IsIn(['critical', 'positive'])
  readonly kind!: 'critical' | 'positive';

  @IsText(4000)
  readonly text!: string;

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

/** Brings in the themes and the needs of a health profile, with the source they were read from. */
export class ImportNeeds extends CycleCommand {
  @IsText(100)
  readonly edition!: string;

  @IsTextList(300)
  readonly themes!: string[];

  @ArrayMinSize(1)
  @nestedList(NeedRequest, 500)
  readonly needs!: NeedRequest[];

  @IsSource()
  readonly source!: SourceRequest;
}

export const importNeeds = verb<ImportNeeds, KnowledgeData & LifeData>({
  name: 'import-needs',
  command: ImportNeeds,
  title: { it: 'Importa i bisogni del profilo di salute', en: 'Import the needs' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['NeedsImported'],
  decide(life, { edition, themes, needs, source }) {
    const taken = new Set(Object.keys(life.data.needs));
    for (const { needId } of needs) {
      if (taken.has(needId)) return refuse('id-taken', { id: needId });
      taken.add(needId);
    }
    return [
      {
        type: 'NeedsImported',
        data: {
          edition,
          themes,
          needs: needs.map(({ needId, theme, kind, text, source: from }) => ({
            needId,
            ...present({ theme }),
            kind,
            text,
            ...optionalSource(from),
          })),
          source: sourceOf(source),
        },
      },
    ];
  },
});
