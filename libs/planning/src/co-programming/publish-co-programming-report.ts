import { CycleCommand } from '../command/cycle-command.js';
import { IsWebAddress } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { CoProgrammingData } from './co-programming.data.js';

/** Publishes the reasoned report; with it co-programming is concluded. */
export class PublishCoProgrammingReport extends CycleCommand {
  @IsWebAddress()
  readonly url!: string;
}

export const publishCoProgrammingReport = verb<
  PublishCoProgrammingReport,
  CoProgrammingData & LifeData
>({
  name: 'publish-co-programming-report',
  command: PublishCoProgrammingReport,
  title: { it: 'Pubblica la relazione motivata', en: 'Publish the reasoned report' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoProgrammingReportPublished'],
  law: 'LR Toscana 65/2020 art. 10',
  decide({ data }, { url }, { occurredOn }) {
    const { reportIssuedOn: issuedOn = occurredOn } = data.coProgramming;
    if (occurredOn < issuedOn) return refuse('publication-before-report', { issuedOn });
    return [{ type: 'CoProgrammingReportPublished', data: { url } }];
  },
});
