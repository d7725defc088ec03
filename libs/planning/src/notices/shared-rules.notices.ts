import type { NoticeRule } from '#notifications';

/** What makes a reminder of the day that was idle. */
const idle = [
  ...[
    'DeadlineMet',
    'DeadlineExtended',
    'DeadlineShortened',
    'DeadlineWaived',
    'DeadlineCancelled',
  ],
];

/** Who is told of deadlines. Whom a reminder is for, the keeper of deadlines has found and the fact says. */
export const deadlineNotices: readonly NoticeRule[] = [
  {
    ruleId: 'deadline-near',
    on: ['ReminderSent'],
    when: { offsetDays: ['-14', '-7', '-2', '0'] },
    told: ['reminded'],
    channels: ['inbox', 'email'],
    digest: 'may',
    undoneBy: idle,
  },
  {
    ruleId: 'deadline-missed',
    on: ['ReminderSent'],
    when: { offsetDays: ['1', '7'] },
    told: ['reminded'],
    channels: ['inbox', 'email'],
    digest: 'never',
    legal: true,
    undoneBy: idle,
  },
  {
    ruleId: 'unit-reminded',
    on: ['ReminderSent'],
    when: { byHand: ['true'] },
    told: ['reminded'],
    channels: ['inbox', 'email'],
    digest: 'never',
    undoneBy: idle,
  },
];

/** Who is told of the public notice of a co-programming. */
export const coProgrammingNotices: readonly NoticeRule[] = [
  {
    ruleId: 'notice-published',
    on: ['NoticePublished'],
    told: ['stakeholders', 'third-sector'],
    channels: ['inbox', 'email'],
    digest: 'may',
  },
];

/** Who is told of contributions. */
export const contributionNotices: readonly NoticeRule[] = [
  {
    ruleId: 'contribution-received',
    on: ['ContributionReceived'],
    told: ['office'],
    channels: ['inbox'],
    digest: 'may',
  },
  {
    ruleId: 'contribution-answered',
    on: ['ContributionAnswered'],
    told: ['contributor'],
    channels: ['inbox', 'email'],
    digest: 'may',
  },
];
