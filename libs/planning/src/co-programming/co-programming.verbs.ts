import type { Verb } from '../command/verb.js';
import { closeNotice } from './close-notice.js';
import { decideCoProgramming } from './decide-co-programming.js';
import { extendNotice } from './extend-notice.js';
import { issueCoProgrammingReport } from './issue-co-programming-report.js';
import { publishCoProgrammingReport } from './publish-co-programming-report.js';
import { publishNotice } from './publish-notice.js';
import { recordCoProgrammingSession } from './record-co-programming-session.js';

/** The verbs of co-programming, in the order of the law. */
export const coProgrammingVerbs: readonly Verb[] = [
  decideCoProgramming,
  publishNotice,
  extendNotice,
  closeNotice,
  recordCoProgrammingSession,
  issueCoProgrammingReport,
  publishCoProgrammingReport,
];
