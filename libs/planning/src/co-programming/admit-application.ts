import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import { beforeNoticeEnds } from './before-notice-ends.js';
import type { CoProgrammingData } from './co-programming.data.js';

/** Admits a body that applied to the sessions, once the notice is closed. */
export class AdmitApplication extends CycleCommand {
  @IsId()
  readonly applicationId!: string;
}

export const admitApplication = verb<AdmitApplication, CoProgrammingData & LifeData>({
  name: 'admit-application',
  command: AdmitApplication,
  title: { it: 'Ammetti il candidato', en: 'Admit the body' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ApplicationAdmitted'],
  about: 'application',
  law: 'LR Toscana 65/2020 art. 10',
  decide(life, { applicationId }, { occurredOn }) {
    if (life.parts['application']?.[applicationId] === undefined) {
      return refuse('application-not-found', { id: applicationId });
    }
    const early = beforeNoticeEnds(life, occurredOn);
    if (early) return early;
    return [{ type: 'ApplicationAdmitted', data: { applicationId } }];
  },
});
