import type { Verb } from '../command/verb.js';
import { admitApplication } from './admit-application.js';
import { closeNotice } from './close-notice.js';
import { concludeCoProgramming } from './conclude-co-programming.js';
import { decideCoProgramming } from './decide-co-programming.js';
import { extendNotice } from './extend-notice.js';
import { giveUpCoProgramming } from './give-up-co-programming.js';
import { issueCoProgrammingReport } from './issue-co-programming-report.js';
import { notAdmitApplication } from './not-admit-application.js';
import { openCoProgramming } from './open-co-programming.js';
import { proposeCoProgramming } from './propose-co-programming.js';
import { publishCoProgrammingReport } from './publish-co-programming-report.js';
import { publishNotice } from './publish-notice.js';
import { receiveApplication } from './receive-application.js';
import { recordCoProgrammingSession } from './record-co-programming-session.js';
import { replaceResponsiblePerson } from './replace-responsible-person.js';

/** The verbs of co-programming, in the order of the law. */
export const coProgrammingVerbs: readonly Verb[] = [
  openCoProgramming,
  replaceResponsiblePerson,
  proposeCoProgramming,
  decideCoProgramming,
  publishNotice,
  extendNotice,
  receiveApplication,
  closeNotice,
  admitApplication,
  notAdmitApplication,
  recordCoProgrammingSession,
  issueCoProgrammingReport,
  publishCoProgrammingReport,
  giveUpCoProgramming,
  concludeCoProgramming,
];
