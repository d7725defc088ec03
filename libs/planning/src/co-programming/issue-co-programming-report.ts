import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsTextList } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { ResponsiblePersonData } from './co-programming-procedure.data.js';
import type { CoProgrammingData } from './co-programming.data.js';
import { pendingApplications } from './pending-applications.js';

/** Issues the reasoned report that concludes the sessions, and sends it on. */
export class IssueCoProgrammingReport extends CycleCommand {
  @IsDocument()
  readonly document!: DocumentRequest;

  /** The organs and bodies it was sent to. */
  @IsTextList(300, 1)
  readonly sentTo!: string[];
}

export const issueCoProgrammingReport = verb<
  IssueCoProgrammingReport,
  CoProgrammingData & ResponsiblePersonData & LifeData
>({
  name: 'issue-co-programming-report',
  command: IssueCoProgrammingReport,
  title: { it: 'Rilascia la relazione motivata', en: 'Issue the reasoned report' },
  who: roles('UPc', 'UPo', 'DIR', 'UH'),
  reason: 'optional',
  facts: ['CoProgrammingReportIssued'],
  law: 'LR Toscana 65/2020 art. 10',
  decide(life, { document, sentTo }, { person, occurredOn }) {
    if (life.data.responsiblePersonId !== person.personId) return refuse('not-responsible-person');
    const days = life.data.coProgramming.sessions.map((session) => session.heldOn).toSorted();
    const heldOn = days.at(-1);
    if (heldOn === undefined) return refuse('no-session-held');
    if (occurredOn < heldOn) return refuse('report-before-session', { heldOn });
    const count = pendingApplications(life).length;
    if (count > 0) return refuse('applications-undecided', { count });
    return [
      { type: 'CoProgrammingReportIssued', data: { document: documentOf(document), sentTo } },
    ];
  },
});
