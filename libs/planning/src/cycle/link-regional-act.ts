import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsText, IsWebAddress } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { optionalSource } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';
import { fallingOn } from '../deadline/falling-on.js';
import type { PlanningFact } from '../planning-fact.js';

/** The phases in which an act is one of the things a cycle begins with. */
const beginnings: ReadonlySet<string> = new Set(['draft', 'kickoff']);

/**
 * Links the regional act that gives this year's directions. One that comes when the cycle is under way, or
 * after another one, says what it changes; it may move the day aimed at, or give the one that the office had chosen.
 */
export class LinkRegionalAct extends CycleCommand {
  @IsText(200)
  readonly cite!: string;

  @IsOptional()
  @IsDay()
  readonly date?: string;

  @IsOptional()
  @IsWebAddress()
  readonly url?: string;

  /** What it changes: dates, contents, schede. Asked once the cycle is under way. */
  @IsOptional()
  @IsText(4000)
  readonly affects?: string;

  /** The day by which the plan should be approved, if the act gives it. */
  @IsOptional()
  @IsDay()
  readonly approvalBy?: string;

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
  facts: ['RegionalActLinked', 'TargetApprovalSet'],
  decide(life, { cite, date, url, affects, approvalBy, source }, { today, occurredOn }) {
    const { workflow, state, data } = life;
    const underWay = !beginnings.has(workflow.root.phase(state)) || data.regionalAct !== undefined;
    if (underWay && affects === undefined) return refuse('affects-needed');
    const { targetApproval } = data;
    const isKnown = targetApproval?.givenBy !== undefined && targetApproval.basis === cite;
    if (isKnown && targetApproval.date === approvalBy) {
      return refuse('same-date', { date: approvalBy });
    }
    if (date !== undefined && date > today) return refuse('not-yet-happened', { date });
    if (approvalBy !== undefined && approvalBy < occurredOn) {
      return refuse('dates-reversed', { from: occurredOn, to: approvalBy });
    }
    const linked: PlanningFact = {
      type: 'RegionalActLinked',
      data: { cite, ...present({ date, url, affects }), ...optionalSource(source) },
    };
    if (approvalBy === undefined) return [linked];
    const given = { date: approvalBy, basis: cite, givenBy: 'REGIONAL_ACT' } as const;
    const deadlineIds = fallingOn(life, approvalBy);
    return [
      linked,
      {
        type: 'TargetApprovalSet',
        data: { ...given, ...(deadlineIds.length > 0 && { deadlineIds }) },
      },
    ];
  },
});
