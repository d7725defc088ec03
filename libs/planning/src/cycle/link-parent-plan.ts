import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { optionalSource } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';
import { endOf, isPast } from '../zone-register/period.js';
import { lookAtZoneRegister, registerOfZone } from '../zone-register/register-of-zone.js';
import type { ZoneRegisterLife } from '../zone-register/zone-register.data.js';

/**
 * Links a plan above this one (PSSIR, PIS …). One that has run out asks for a note; it never blocks. Where
 * `planId` is a document of the zone's register, its period is the one that stands there.
 */
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
  looksAt: lookAtZoneRegister,
  decide(life, wish, context) {
    const { planId, name, note, source } = wish;
    const register = registerOfZone(life.data.cycleId, context);
    const { fromYear, toYear, expired } = periodOf(wish, life.data.year, register);
    if (fromYear !== undefined && toYear !== undefined && toYear < fromYear) {
      return refuse('dates-reversed', { from: fromYear, to: toYear });
    }
    if (expired && note === undefined) {
      return refuse('expired-plan-needs-note', { plan: name, toYear: toYear ?? '—' });
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

/** The years of the plan and whether they are over: as the register has them or, without it, as asked. */
function periodOf(
  { planId, fromYear, toYear }: LinkParentPlan,
  year: number,
  register: ZoneRegisterLife | undefined,
): { readonly fromYear?: number; readonly toYear?: number; readonly expired: boolean } {
  const documents = register?.data.documents ?? {};
  const period = Object.hasOwn(documents, planId) ? documents[planId]?.period : undefined;
  if (!period) {
    const expired = toYear !== undefined && toYear < year;
    return { ...present({ fromYear, toYear }), expired };
  }
  const yearOf = (point: string | undefined) =>
    point === undefined ? undefined : Number(point.slice(0, 4));
  const years = { fromYear: yearOf(period.from), toYear: yearOf(endOf(period)) };
  return { ...present(years), expired: isPast(period, `${year}-01-01`) };
}
