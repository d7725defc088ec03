import type { Words } from '../language.js';

/** My desk. */
export const desk: Words['desk'] = {
  title: 'My desk',
  count: (count) => (count === 1 ? 'one thing to do' : `${count} things to do`),
  nothing: 'Nothing to do. When something waits for you, you find it here and among the news.',
  nothingBut: 'Nothing to do. The next deadline is',
  toDo: 'To do',
  overdue: 'Overdue',
  today: 'Today',
  thisWeek: 'This week',
  later: 'Later',
  noDay: 'Without a deadline',
  why: 'Why it is yours',
  same: (count) => `${count} times`,
  decisions: 'Decisions that wait for you',
  documents: 'What to look at first',
  theCycle: 'The cycle',
  theSchede: 'The schede',
  theHistory: 'The history',
  theDocument: 'The document',
  theApproval: 'Where the approval stands',
  theReport: 'The final report',
  schede: 'My schede',
  done: 'Verified or finished',
  noSchede: 'No scheda is given to your unit.',
  returned: 'Returned:',
  returnedBy: 'To be sent again by',
  news: 'News',
  newsCount: (count) => (count === 1 ? 'one piece of news' : `${count} pieces of news`),
  noNews: 'No news that you have not read.',
  moreNews: (count) => (count === 1 ? 'There is one more.' : `There are ${count} more.`),
  read: 'Mark as read',
  readAll: 'Mark all of these as read',
  verification: 'The chain of facts',
  verified: (facts) =>
    facts === 1
      ? 'The recorded fact was read again and is whole.'
      : `All ${facts.toLocaleString('en-GB')} recorded facts were read again: the chain is whole.`,
  verifiedAt: 'Last verified:',
  notVerified: 'The chain has not been read again since the program started.',
  broken: 'The chain is NOT whole: something recorded has changed. Tell whoever administers.',
  sealed: (sealed, of) =>
    `${sealed.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')} facts are sealed.`,
  verify: 'Verify it yourself in the history',
  cycles: 'Cycles',
  more: (count) => `And ${count} more.`,
  failed:
    'This part cannot be shown just now. The rest of the page is right; load it again in a while.',
};
