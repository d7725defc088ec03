import type { Verb } from '../command/verb.js';
import { acceptReport } from './accept-report.js';
import { approveFinalReport } from './approve-final-report.js';
import { closeCycle } from './close-cycle.js';
import { endorseFinalReport } from './endorse-final-report.js';
import { excuseScheda } from './excuse-scheda.js';
import { reopenCycle } from './reopen-cycle.js';
import { reportScheda } from './report-scheda.js';
import { returnFinalReport } from './return-final-report.js';
import { returnReport } from './return-report.js';
import { startFinalReport } from './start-final-report.js';

/** The verbs of the final report, of the closing of the year and of its reopening. */
export const reportVerbs: readonly Verb[] = [
  startFinalReport,
  reportScheda,
  acceptReport,
  returnReport,
  excuseScheda,
  endorseFinalReport,
  returnFinalReport,
  approveFinalReport,
  closeCycle,
  reopenCycle,
];
