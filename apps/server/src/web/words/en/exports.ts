import type { Words } from '../language.js';

/** Of the pages of what can be taken away as a file, and of the work that makes it. */
export const exporting: Words['exporting'] = {
  menu: 'Export',
  title: 'Reports and exports',
  lead: 'Which document, as of which date, in which format.',
  noCycle: 'The zone has no cycle yet: there is nothing to export.',
  choice: 'Which cycle and date',
  cycle: 'Cycle',
  at: 'As of',
  atHint: 'A day or a moment, such as 3/4/2024 or 3/4/2024 12:30. Empty: now.',
  atWrong: 'Write a day of the calendar, such as 3/4/2024, or also the time: 3/4/2024 12:30.',
  atBefore: 'At that moment the cycle was not there yet: choose a later date.',
  show: 'Show',
  asOf: (day, time) =>
    `Everything below, unless it says “today”, is as it was recorded on ${day} at ${time}.`,
  now: 'now',
  today: 'as it stands today',
  nowOnly: 'Take the files as they are now: those of a past date are for who may read the history.',
  make: 'Prepare',
  makeOf: (what) => `Prepare: ${what}`,
  asJob: 'It is prepared in a queue: you may leave the page and come back.',
  groups: {
    plan: 'The document of the plan',
    schede: 'Schede',
    progress: 'How far we are',
    proweb: 'For Proweb',
    coDesign: 'Register of co-design',
    evidence: 'Case file and evidence',
    openData: 'Open data and history',
  },
  plan: {
    pdf: 'The document of the plan, tagged PDF',
    pdfWhat: 'With index, bookmarks and tables that a screen reader reads. It can be printed.',
    html: 'The document of the plan, HTML',
    htmlWhat: 'One file, which opens in every browser without a network.',
  },
  schede: {
    pdf: 'All schede, PDF',
    pdfWhat: 'One after another, without the other parts of the plan. One alone: from its page.',
    list: 'List of the schede',
    listWhat: 'With state, deadlines and delays. For a part of it: filter the list of the schede.',
    one: 'This scheda as PDF',
  },
  progress: {
    board: 'Progress',
    boardWhat: 'How many schede are in each state, unit by unit.',
    late: 'What is late',
    lateWhat: 'The schede for which a deadline is over.',
    reminders: 'Reminders sent',
    remindersWhat: 'To which unit, when, for which deadline.',
  },
  proweb: {
    plan: 'The plan in force, for Proweb',
    planWhat:
      'Objectives, programmes and schede under the names of the fields of the API, in the order in which they are entered by hand.',
  },
  coDesign: {
    five: 'Register, the five columns of the document of 2024',
    fiveWhat: 'Holder, activity, subjects, state, period: in the words of the source.',
    whole: 'Register, all columns',
    wholeWhat: 'It can be corrected and imported again.',
  },
  evidence: {
    caseFile: 'Case file',
    caseFileWhat: 'The metadata of the procedure and of each document, for preservation.',
    bundle: 'Bundle of evidence',
    bundleWhat: 'It is verified without a network and without Traccia: for auditors.',
  },
  specification: 'Specification',
  schema: 'Schema',
  boardSheet: 'Progress',
  unit: 'Unit',
  total: 'Total',
  earlier: 'Files you had prepared',
  noEarlier: 'You have not had any file of this cycle prepared yet.',
  allJobs: 'All your jobs',
  full: (most) => `You already have ${most} jobs waiting or running: wait, or cancel one.`,
  fullForAll: 'The queue is full: try again in a few minutes.',
};

/** Of the pages of long work. */
export const jobs: Words['jobs'] = {
  title: 'Jobs',
  lead: 'The files you asked to have prepared. Only you see them.',
  none: 'You have not asked to have anything prepared yet.',
  toExports: 'Go to Reports and exports',
  what: 'File',
  asOf: 'As of',
  asked: 'Asked for',
  state: 'How far it is',
  states: {
    waiting: 'Waiting',
    running: 'Running',
    stopping: 'Stopping',
    done: 'Ready',
    failed: 'Failed',
    cancelled: 'Cancelled',
    expired: 'File removed',
  },
  before: (count) =>
    count === 0
      ? 'It is the next one.'
      : count === 1
        ? 'One other job comes before it.'
        : `${count} jobs come before it.`,
  steps: {
    layout: (number, of) => `Laying out: scheda ${number} of ${of}`,
    writing: (number, of) => `Writing: scheda ${number} of ${of}`,
    chapters: 'Writing the chapters',
    bytes: (size) => `Written so far: ${size}`,
    begun: 'Reading the facts',
  },
  progress: 'Progress',
  left: (minutes) =>
    minutes === 0
      ? 'less than a minute left'
      : minutes === 1
        ? 'about a minute left'
        : `about ${minutes} minutes left`,
  ended: 'Finished jobs',
  leave:
    'You may leave this page: the job goes on, the file stays here, and the desk tells you when it is ready.',
  refresh: 'Refresh',
  cancel: 'Cancel the job',
  resume: 'Begin again from the start',
  download: 'Download the file',
  size: 'Size',
  hash: 'SHA-256 fingerprint',
  hashHint: 'Whoever gets the file can compute it: if it is the same, so is the file.',
  keptUntil: (day) => `The file stays here until ${day}, then it is removed.`,
  expired:
    'The file was removed after the days for which files are kept. Ask for it again: with the same facts and date it is the same, byte by byte.',
  interrupted: (times) =>
    times === 1
      ? 'The service restarted during the job: it began again from the start.'
      : `The service restarted ${times} times during the job: each time it began again from the start.`,
  failedAt: (step) => `It stopped here: ${step}.`,
  failures: {
    'no-plan': 'At that moment the cycle had nothing to write yet. Choose another date.',
    'not-whole':
      'A part of what was approved is not found whole in the history: tell whoever runs the service.',
    'not-allowed': 'You may no longer read what you had asked for.',
    'log-away': 'The log of facts did not answer. Begin again in a few minutes.',
    'no-room': 'The disk of the service is full: tell whoever runs it.',
    interrupted: 'The service restarted several times during this job, so it was not begun again.',
    unknown: 'Something went wrong. Begin again; if it happens again, tell whoever runs it.',
  },
  cancelledText: 'You cancelled it: no file was left.',
  others: 'Jobs of everybody',
  othersLead: 'That they are there, whose and how far: not the files.',
  who: 'Who',
  kinds: {
    'poa-pdf': 'The document of the plan, PDF',
    'poa-html': 'The document of the plan, HTML',
    'schede-pdf': 'Schede, PDF',
    evidence: 'Bundle of evidence',
    'case-file': 'Case file',
    'ocel-json': 'Event log, OCEL JSON',
    'ocel-sqlite': 'Event log, OCEL SQLite',
    xes: 'Event log, XES',
    'prov-json': 'Provenance, PROV-JSON',
    cloudevents: 'Notices, CloudEvents',
    csv: 'History, CSV',
    json: 'History, JSON',
  },
};
