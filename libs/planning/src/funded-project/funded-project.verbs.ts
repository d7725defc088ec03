import type { Verb } from '../command/verb.js';
import { addFundedProject } from './add-funded-project.js';
import { changeFundedProject } from './change-funded-project.js';
import { linkFundedProject } from './link-funded-project.js';
import { recordReporting } from './record-reporting.js';
import { setReportingDeadline } from './set-reporting-deadline.js';
import { unlinkFundedProject } from './unlink-funded-project.js';

/** The verbs of funded projects. */
export const fundedProjectVerbs: readonly Verb[] = [
  addFundedProject,
  changeFundedProject,
  linkFundedProject,
  unlinkFundedProject,
  setReportingDeadline,
  recordReporting,
];
