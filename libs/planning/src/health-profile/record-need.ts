import { IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { optionalSource } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';
import type { HealthProfileData } from './health-profile.data.js';
import { isTaken, themeProblem } from './theme.decisions.js';

/** Records a critical node or a positive aspect; schede will point at it by its id. */
export class RecordNeed extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly needId?: string;

  /** Left out where the source does not say to which theme it belongs. */
  @IsOptional()
  @IsId()
  readonly themeId?: string;

  @IsIn(['critical', 'positive'])
  readonly kind!: 'critical' | 'positive';

  @IsText(4000)
  readonly text!: string;

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

export const recordNeed = verb<RecordNeed, HealthProfileData>({
  name: 'record-need',
  command: RecordNeed,
  title: {
    it: 'Registra un nodo critico o un aspetto positivo',
    en: 'Record a critical node or a positive aspect',
  },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['NeedRecorded'],
  decide(life, wish, { newId }) {
    const { needId = newId('need'), themeId = null, kind, text, source } = wish;
    if (isTaken(life, life.data.needs, needId)) return refuse('id-taken', { id: needId });
    return (
      themeProblem(life, themeId) ?? [
        {
          type: 'NeedRecorded',
          data: { needId, themeId, kind, text, ...optionalSource(source) },
        },
      ]
    );
  },
});
