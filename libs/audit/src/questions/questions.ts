import { coProgrammingNotActivated } from './01-co-programming-not-activated.js';
import { categoriesHeard } from './02-categories-heard.js';
import { whatWasApproved } from './03-what-was-approved.js';
import { checkedAndApproved } from './04-checked-and-approved.js';
import { handsOfSchede } from './05-hands-of-schede.js';
import { authority } from './06-authority.js';
import { missedDeadlines } from './07-missed-deadlines.js';
import { returnsAndDwellTimes } from './08-returns-and-dwell-times.js';
import { noticeOfTwentyDays } from './09-notice-of-twenty-days.js';
import { contributions } from './10-contributions.js';
import { gapsAtApproval } from './11-gaps-at-approval.js';
import { money } from './12-money.js';
import { afterApproval } from './13-after-approval.js';
import { lateAndCorrectedFacts } from './14-late-and-corrected.js';
import { wholeHistory } from './15-whole-history.js';
import type { AuditQuestion } from './question.js';

/** What auditors ask of every cycle, in the order of their numbers. */
export const auditQuestions: readonly AuditQuestion[] = [
  ...[coProgrammingNotActivated, categoriesHeard, whatWasApproved, checkedAndApproved],
  ...[handsOfSchede, authority, missedDeadlines, returnsAndDwellTimes, noticeOfTwentyDays],
  ...[contributions, gapsAtApproval, money, afterApproval, lateAndCorrectedFacts, wholeHistory],
];

/** The question of a number or of a key; undefined where there is none. */
export const auditQuestion = (asked: string): AuditQuestion | undefined =>
  auditQuestions.find(({ number, key }) => key === asked || String(number) === asked);
