import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { beforeNoticeEnds } from './before-notice-ends.js';
import type { CoProgrammingData } from './co-programming.data.js';

/** Does not admit a body that applied; it is told why. */
export class NotAdmitApplication extends CycleCommand {
  @IsId()
  readonly applicationId!: string;
}

export const notAdmitApplication = verb<NotAdmitApplication, CoProgrammingData & LifeData>({
  name: 'not-admit-application',
  command: NotAdmitApplication,
  title: { it: 'Non ammettere il candidato', en: 'Do not admit the body' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['ApplicationNotAdmitted'],
  about: 'application',
  law: 'LR Toscana 65/2020 art. 10',
  decide(life, { applicationId }, { occurredOn }) {
    if (life.parts['application']?.[applicationId] === undefined) {
      return refuse('application-not-found', { id: applicationId });
    }
    const early = beforeNoticeEnds(life, occurredOn);
    if (early) return early;
    return [{ type: 'ApplicationNotAdmitted', data: { applicationId } }];
  },
});
