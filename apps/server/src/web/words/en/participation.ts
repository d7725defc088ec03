import type { Words } from '../language.js';

/** Of the pages of participation. */
export const participation: Words['participation'] = {
  title: 'Participation',
  sections: 'Pages of participation',
  tabs: {
    meetings: 'Meetings',
    contributions: 'Contributions',
    coProgramming: 'Co-programming',
    coverage: 'Coverage',
  },
  lead: 'Who was heard, when, and what became of what they said.',
  complete: 'All categories that are due were heard, or the director decided to do without.',
  gaps: (names: string) => `Still to be heard: ${names}.`,
  law: 'The categories are those of the regional law 40/2005, article 15.',
  actions: 'What you can do',
  meetings: 'Meetings',
  noMeetings:
    'No meeting is scheduled. Participation is shown by its meetings: the first step is to schedule one.',
  meeting: 'Meeting',
  day: 'Day',
  with: 'With whom',
  standing: 'Where it stands',
  invited: 'Convened',
  present: 'Present',
  matrix: 'Who was heard, and in which meeting',
  category: 'Category',
  cells: { covered: 'heard', heard: 'heard, minutes missing', none: '–', exempted: 'exempted' },
  inAll: 'In all',
  notYet: 'not yet',
  exemption: (reason: string) => `The director decided to do without: ${reason}`,
  exemptionProposed: (reason: string) => `Proposed to do without: ${reason}`,
  contributionsLead: 'What bodies said, what was answered, and where it ended in the plan.',
  contributionsCount: (all: number, waiting: number) =>
    `${all === 1 ? 'One contribution' : `${all} contributions`}, ${waiting === 0 ? 'none' : String(waiting)} waiting for an answer.`,
  steps: {
    scheduled: 'Scheduled',
    convened: 'Convened',
    held: 'Held',
    minuted: 'Minutes recorded',
    closed: 'Minutes approved',
  },
  receiveHere: 'Record a contribution that came with this meeting',
  copy: 'Copy this meeting into a new one',
  whoCame: 'Who was there',
  whoCameHint: 'Touch the bodies that were present: no names of persons.',
  nobodyInvited: 'Nobody is on record as convened: write the bodies that were present below.',
  others: 'Other bodies present',
  categoriesHint: 'If you do not know yet, leave it empty: it is said later.',
  contentsHint: 'One on each line: what was talked about, what was shown.',
  heldOn: 'It was held on',
  lateReason: 'Why you record it later',
  lateReasonHint: 'Only if the meeting was held on a day that is past.',
  invitedHint:
    'One body on each line. First you see whom it reaches and with which words, then you confirm.',
  invitedMissing: 'Write at least one body to convene.',
  bodyIds: 'Bodies that the program tells, too',
  bodyIdsHint: 'Touch the bodies to whom the program writes itself, besides their being convened.',
  noBodies: 'No body is in the directory: whoever looks after accounts can enter them.',
  otherBodyIds: 'Other bodies to tell, which are not listed',
  otherBodyIdsHint: 'Their id in the directory, one on each line.',
  protocol: 'Protocol of the convocation',
  look: 'Look at the preview',
  lookAgain: 'Update the preview',
  preview: 'Preview of the convocation',
  reaches: (count: number) =>
    count === 1
      ? 'One body will be on record as convened:'
      : `${count} bodies will be on record as convened:`,
  alsoTold: (ids: string) => `The program also tells: ${ids}. The office writes to the others.`,
  toldByOffice: 'The program records the convocation; the office writes to the bodies.',
  words: 'The words',
  convocationWords: (title: string, day: string, place: string) =>
    `È convocato l’incontro «${title}»: ${day}. Dove: ${place}.`,
  convocationJoin: (address: string) => `Per collegarsi: ${address}`,
  convocationAgenda: 'Ordine del giorno:',
  joinAt: 'To join',
  agenda: 'Agenda',
  noAgenda: 'not said',
  deliveries: {
    title: 'Delivery of the convocation',
    summary: ({ told, arrived, waiting, inVain }) =>
      [
        told === 1 ? 'The program told one' : `The program told ${told}`,
        arrived === 0
          ? 'no message left'
          : arrived === 1
            ? 'one message left'
            : `${arrived} messages left`,
        ...(waiting === 0 ? [] : [`${waiting} waiting`]),
        inVain === 0 ? 'none failed' : inVain === 1 ? 'one failed:' : `${inVain} failed:`,
      ].join(', '),
    log: 'See all deliveries',
  },
  absent: 'Absent',
  byDelegate: 'by a delegate',
  othersByDelegate: 'Other bodies present by a delegate',
  othersByDelegateHint: 'One on each line: the name of the body, not of who came.',
  materials: 'Documents shown',
  protocolOf: (protocol: string) => `protocol ${protocol}`,
  sameIn: 'The same document was shown at:',
  sameMaterials: 'Documents already shown at other meetings',
  sameMaterialsHint:
    'Touch those that were shown here, too: the file is the same and need not be sent again.',
  late: {
    notRecorded: 'late: its day is past and nobody recorded it as held',
    noMinutes: 'late: the minutes are missing',
  },
  contributions: 'Contributions',
  noContributions: 'No contribution has come in.',
  body: 'From whom',
  receivedOn: 'Received',
  document: 'Document',
  answer: 'Answer',
  waiting: 'waits for an answer',
  places: 'Where it ended',
  where: 'Where',
  moved: 'Before it was',
  categories: 'Categories heard',
  contents: 'Contents shared',
  minutes: 'Minutes',
  noMinutes: 'not recorded yet',
  minutesAre: {
    draft: 'Draft',
    underObservation: (day: string) => `Under observation until ${day}`,
    observed: (day: string) => `Under observation until ${day}: that day is past`,
    final: 'Final',
  },
  stillObserved: (day: string) => `Observations are taken until ${day}.`,
  observations: 'Observations on the minutes',
  observationsCount: (count: number) =>
    count === 0
      ? 'No observation has come in.'
      : count === 1
        ? 'One observation has come in.'
        : `${count} observations have come in.`,
  ownObservationsCount: (count: number) =>
    count === 0
      ? 'You have sent none.'
      : count === 1
        ? 'You have sent one.'
        : `You have sent ${count}.`,
  observationOn: (day: string) => `came in on ${day}`,
  observationPlaced: 'placed in',
  observe: 'Send an observation',
  receiveObservation: 'Record an observation that came in',
  nobody: 'nobody',
  file: 'Download for a calendar',
};
