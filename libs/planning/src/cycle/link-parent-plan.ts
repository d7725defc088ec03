import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { optionalSource } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';

/** Links a plan above this one (PSSIR, PIS …). One that has run out asks for a note; it never blocks. */
export class LinkParentPlan extends CycleCommand {
  @IsId()
  readonly planId!: string;

  @IsText(300)
  readonly name!: string;

  @IsOptional()
  @IsInt()
  @Min(1990)
  @Max(2100)
  readonly fromYear?: number;

  @IsOptional()
  @IsInt()
  @Min(1990)
  @Max(2100)
  readonly toYear?: number;

  @IsOptional()
  @IsText(1000)
  readonly note?: string;

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

export const linkParentPlan = verb<LinkParentPlan>({
  name: 'link-parent-plan',
  command: LinkParentPlan,
  title: { it: 'Collega un piano sovraordinato', en: 'Link a parent plan' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ParentPlanLinked'],
  decide(life, { planId, name, fromYear, toYear, note, source }) {
    const expired = toYear !== undefined && toYear < life.data.year;
    if (expired && note === undefined) {
      return refuse('expired-plan-needs-note', { plan: name, toYear });
    }
    return [
      {
        type: 'ParentPlanLinked',
        data: {
          planId,
          name,
          expired,
          ...present({ fromYear, toYear, note }),
          ...optionalSource(source),
        },
      },
    ];
  },
});
