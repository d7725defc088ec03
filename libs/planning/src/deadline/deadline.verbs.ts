import type { Verb } from '../command/verb.js';
import { acceptDeadlineProposal } from './accept-deadline-proposal.js';
import { cancelDeadline } from './cancel-deadline.js';
import { declineDeadlineProposal } from './decline-deadline-proposal.js';
import { extendDeadline } from './extend-deadline.js';
import { recordDeadlineMet } from './record-deadline-met.js';
import { recordMissedDeadline } from './record-missed-deadline.js';
import { recordReminder } from './record-reminder.js';
import { remindUnit } from './remind-unit.js';
import { takeBackReminder } from './take-back-reminder.js';
import { setCalendar } from './set-calendar.js';
import { setDeadline } from './set-deadline.js';
import { shortenDeadline } from './shorten-deadline.js';
import { waiveDeadline } from './waive-deadline.js';

/** The verbs of the deadlines of a cycle. */
export const deadlineVerbs: readonly Verb[] = [
  setDeadline,
  setCalendar,
  extendDeadline,
  shortenDeadline,
  recordMissedDeadline,
  recordDeadlineMet,
  recordReminder,
  remindUnit,
  takeBackReminder,
  waiveDeadline,
  acceptDeadlineProposal,
  declineDeadlineProposal,
  cancelDeadline,
];
