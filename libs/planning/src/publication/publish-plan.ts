import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsFingerprint, IsText, IsWebAddress } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { dayOutOfPlan, isOtherPlan } from './plan-in-force.js';

/** Records where everybody can read the plan in force, and since when. */
export class PublishPlan extends CycleCommand {
  /** The notice board, the site, «Amministrazione trasparente». */
  @IsText(300)
  readonly where!: string;

  @IsOptional()
  @IsWebAddress()
  readonly url?: string;

  /** The first day it could be read there. */
  @IsDay()
  readonly from!: string;

  @IsFingerprint()
  readonly manifestHash!: string;
}

export const publishPlan = verb<PublishPlan>({
  name: 'publish-plan',
  command: PublishPlan,
  title: { it: 'Pubblica il piano', en: 'Publish the plan' },
  who: roles('UPc', 'UPo', 'SEG'),
  reason: 'optional',
  facts: ['PlanPublished'],
  decide({ data }, { where, url, from, manifestHash }, { today }) {
    if (isOtherPlan(data, manifestHash)) return refuse('other-plan');
    return (
      dayOutOfPlan(data, from, today) ?? [
        { type: 'PlanPublished', data: { where, from, manifestHash, ...present({ url }) } },
      ]
    );
  },
});
