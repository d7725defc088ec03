import type { Words } from '../language.js';

/** Of the form by which anybody says what is wrong with the pages. */
export const feedback: Words['feedback'] = {
  title: 'Report a problem',
  lead: 'Without signing in, too. The report goes to the office that keeps these pages.',
  kind: 'What you want to report',
  kinds: {
    accessibilita: 'I cannot use a page (accessibility)',
    errore: 'Something does not work',
    suggerimento: 'A suggestion',
    altro: 'Something else',
  },
  text: 'What happened',
  textHint:
    'What you wanted to do, what you saw, what you use it with (computer, telephone, screen reader). Write no data on anybody’s health.',
  page: 'Which page',
  contact: 'Where to answer',
  hints: {
    page: 'Its address or title, if you know it. It may stay empty.',
    contact: 'An e-mail address or a telephone number. It may stay empty: then nobody answers.',
  },
  send: 'Send the report',
  keeps: 'What you write goes to that office alone, and into the history of no procedure.',
  empty: 'Write what happened.',
  tooLong: (field: string, most: number) => `${field}: ${most} characters at most.`,
  full: 'There are too many reports that nobody has read yet: call the office.',
  takenTitle: 'Report received',
  taken: 'We have received your report. Its code is',
  takenNext:
    'Keep it: by it you can ask how it stands. If you left an address, the office answers there within 30 days.',
  keptTitle: 'Reports received',
  keptLead: 'Those that were not mailed, the newest first.',
  noneKept: 'No report has stayed here.',
};
