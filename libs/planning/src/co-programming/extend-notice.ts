import { daysBetween } from '#calendar';
import { explain } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { moment } from '../pipeline/moment.js';
import type { CoProgrammingData } from './co-programming.data.js';

/** Keeps a notice open longer. */
export class ExtendNotice extends CycleCommand {
  /** The new last day to apply. */
  @IsDay()
  readonly to!: string;
}

export const extendNotice = verb<ExtendNotice, CoProgrammingData & LifeData>({
  name: 'extend-notice',
  command: ExtendNotice,
  title: { it: "Proroga l'avviso", en: 'Extend the notice' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['NoticeExtended'],
  law: 'LR Toscana 65/2020 art. 10',
  decide(life, { to }, { occurredOn }) {
    const { notice } = life.data.coProgramming;
    if (!notice) return moment(explain(life, { type: 'NoticeExtended', data: {} }));
    const { publishedOn, closesOn: from } = notice;
    if (occurredOn < publishedOn) {
      return refuse('dates-reversed', { from: publishedOn, to: occurredOn });
    }
    if (to === from) return refuse('same-date', { date: to });
    if (to < from) return refuse('dates-reversed', { from, to });
    // Nobody could apply any more.
    if (to < occurredOn) return refuse('dates-reversed', { from: occurredOn, to });
    return [{ type: 'NoticeExtended', data: { from, to, days: daysBetween(publishedOn, to) } }];
  },
});
