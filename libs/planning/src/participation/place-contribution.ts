import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { FrameData } from '../cycle/cycle-data.js';
import type { LifeData } from '../life-data.js';
import { schedaIn } from '../scheda/scheda.data.js';
import type { ContributionsData } from './participation.data.js';

/** Says where in the plan an answered contribution ended, for whoever made it. It may end in several places. */
export class PlaceContribution extends CycleCommand {
  @IsId()
  readonly contributionId!: string;

  /** The scheda it ended in, if it was one. */
  @IsOptional()
  @IsId()
  readonly schedaId?: string;

  /** The programme it ended in, if it was one. */
  @IsOptional()
  @IsId()
  readonly programmeId?: string;

  /** The place in words: the passage, the chapter. */
  @IsText(4000)
  readonly text!: string;
}

export const placeContribution = verb<
  PlaceContribution,
  ContributionsData & Partial<Pick<FrameData, 'programmes'>> & LifeData
>({
  name: 'place-contribution',
  command: PlaceContribution,
  title: { it: 'Indica dove è finito il contributo', en: 'Say where the contribution ended' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ContributionPlaced'],
  about: 'contribution',
  decide({ data }, { contributionId, schedaId, programmeId, text }) {
    if (!data.contributions[contributionId]) {
      return refuse('contribution-not-found', { id: contributionId });
    }
    if (schedaId !== undefined && !schedaIn(data, schedaId)) {
      return refuse('scheda-not-found', { id: schedaId });
    }
    if (programmeId !== undefined && !data.programmes?.[programmeId]) {
      return refuse('programme-not-found', { id: programmeId });
    }
    return [
      {
        type: 'ContributionPlaced',
        data: { contributionId, ...present({ schedaId, programmeId }), text },
      },
    ];
  },
});
