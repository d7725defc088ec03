import type { Words } from '../language.js';

/** Of the page that anybody may read. */
export const publicPage: Words['publicPage'] = {
  lead: 'How far the programme has come, which days lie ahead, and what became of what was proposed.',
  procedure: 'The procedure',
  office: 'Responsible for the procedure',
  officeIs:
    'The Ufficio di Piano of the district, which tells whoever is concerned who is responsible for it (Law 241/1990, articles 5 and 8).',
  caseFile: 'Case file',
  targetApproval: 'To be approved by',
  progress: 'The schede',
  schede: (count: number) => (count === 1 ? 'one scheda in all' : `${count} schede in all`),
  noSchede: 'No scheda is assigned yet.',
  deadlines: 'The days',
  noDeadlines: 'No day is set yet.',
  what: 'What',
  when: 'By',
  meetings: 'The meetings of participation',
  noMeetings: 'No meeting is scheduled yet.',
  day: 'Day',
  meeting: 'Meeting',
  with: 'With whom',
  heard: 'Who was heard',
  standing: 'Where it stands',
  contributions: 'The contributions, and what became of them',
  contributionsLead:
    'Of each contribution the day, the answer and where in the programme it ended; not whose it is, nor what it says.',
  noContributions: 'No contribution has come in yet.',
  receivedOn: 'Received',
  answer: 'Answer',
  waiting: 'waits for an answer',
  places: 'Where it ended',
  coProgramming: 'Co-programming',
  activated: 'It was activated.',
  notActivated: 'It was not activated.',
  undecided: 'Whether to activate it is not decided yet.',
  motivation: 'Reason',
  act: (number: string) => `Approved by act no. ${number}`,
  publications: 'Where it is published',
  from: 'from',
  legal:
    'This page tells whoever is concerned where the procedure stands (Digital Administration Code, article 41; Law 241/1990). It holds no personal data.',
};
