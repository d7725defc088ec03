import {
  calendarPage,
  cycle,
  cyclesPage,
  diagramPage,
  programmePage,
  reminders,
} from './en/cycle.js';
import { desk } from './en/desk.js';
import { live } from './en/live.js';
import { navigation } from './en/navigation.js';
import { actions } from './en/actions.js';
import { fields } from './en/fields.js';
import { held } from './en/held.js';
import { onBehalf } from './en/on-behalf.js';
import { history } from './en/history.js';
import { verification } from './en/verification.js';
import { revisions } from './en/revisions.js';
import { scheda } from './en/scheda.js';
import { schede } from './en/schede.js';
import { attachments } from './en/attachments.js';
import { agenda } from './en/agenda.js';
import { notices } from './en/notices.js';
import { participation } from './en/participation.js';
import { approval, finalReport, monitoring } from './en/approval.js';
import { coProgramming } from './en/co-programming.js';
import { coDesign } from './en/co-design.js';
import { importing } from './en/importing.js';
import { exporting, jobs } from './en/exports.js';
import { administration } from './en/administration.js';
import { status } from './en/status.js';
import { help } from './en/help.js';
import { search } from './en/search.js';
import { legal } from './en/legal.js';
import { feedback } from './en/feedback.js';
import { keyboard } from './en/keyboard.js';
import { publicPage } from './en/public-page.js';
import { writing } from './en/writing.js';
import type { Words } from './language.js';

/** What our pages say, in English. */
export const en: Words = {
  service: {
    name: 'Traccia',
    what: 'Yearly operational programming',
    zone: (zone) => `Health and social district of ${zone}`,
  },
  page: {
    skipToContent: 'Skip to the content',
    skipToActions: 'Skip to the actions',
    sending: 'Sending…',
    skipToNavigation: 'Skip to the menu',
    navigation: 'Sections',
    tools: 'Tools',
    breadcrumb: 'Where you are',
    footer: 'About the service',
    timeZone: 'Dates and hours are those of Rome.',
    copy: 'Copy',
    copyLink: 'Copy the link to this page',
    print: 'Print',
    printedFrom: 'Printed from',
    printedAt: 'on {day} at {time}',
    otherYears: 'Other years',
    trial: 'TRIAL ENVIRONMENT, no real data',
    language: 'Italiano',
  },
  account: {
    you: 'Your access',
    signOut: 'Sign out',
    actAs: 'Change role',
  },
  sessionEnd: {
    before: 'In',
    after:
      'minutes you are signed out, since you have done nothing for a while. What is saved stays.',
    stay: 'Stay signed in',
  },
  signIn: {
    title: 'Sign in',
    lead: 'Come in to see what there is to do, and how far the programme has come.',
    withAccount: 'With an account of this service',
    withProvider: (name) => `Sign in with ${name}`,
    login: 'User name',
    password: 'Password',
    continue: 'Continue',
    code: 'Code',
    codeHint: 'The six digits of the app on your telephone, or a recovery code.',
    enter: 'Sign in',
    codeTitle: 'Confirm that it is you',
    again: 'Begin anew',
    refused: 'User name, password or code are not right. Check them and try again.',
    delayed: (seconds) =>
      `Too many attempts: try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    needed: 'To see this page you must sign in.',
    over: 'Your session is over. What you had saved is still there: sign in and go on from here.',
    signedOut: 'You have signed out. On a computer that others use, close the browser as well.',
    help: 'You cannot get in? The planning office can send you a new invitation.',
  },
  errors: {
    title: 'There is a problem',
    prefix: 'Error:',
    required: 'is missing',
    back: 'Back to the page before',
    home: 'Go to your desk',
    askWhom: 'If you think that it is yours to do, ask:',
    quote: 'If you speak of it with somebody, quote this code:',
    retry: 'Try again',
  },
  desk,
  live,
  navigation,
  cycle,
  calendarPage,
  reminders,
  diagramPage,
  cyclesPage,
  programmePage,
  phases: {
    draft: 'Draft',
    kickoff: 'Kickoff',
    preparation: 'Preparation',
    verification: 'Verification',
    approval: 'Approval',
    inForce: 'In force',
    reporting: 'Final report',
    closed: 'Closed',
  },
  standings: { done: 'done', current: 'under way', ahead: 'not begun yet' },
  stages: {
    verified: 'Checked',
    inVerification: 'Being checked',
    submitted: 'Submitted',
    inDrafting: 'Being written',
    returned: 'Returned',
    notStarted: 'Not started',
    other: 'Out of the plan',
  },
  lateness: {
    onTime: 'met',
    late: 'met late',
    missing: 'missed',
    open: 'running',
    notOwed: 'not owed',
    noDeadline: 'no deadline',
    waived: 'waived',
    cancelled: 'cancelled',
  },
  schede,
  scheda,
  revisions,
  verification,
  schedaColumns: {
    title: 'Title',
    sha256: 'File and fingerprint',
    name: 'Name',
    unit: 'Unit of measure',
    baseline: 'Baseline',
    target: 'Target',
    source: 'Source',
    measuredWhen: 'When it is measured',
    fund: 'Fund',
    amount: 'Amount',
    note: 'Note',
  },
  agenda,
  attachments,
  notices,
  participation,
  administration,
  status,
  approval,
  monitoring,
  finalReport,
  coProgramming,
  coDesign,
  importing,
  exporting,
  jobs,
  help,
  search,
  legal,
  feedback,
  keyboard,
  publicPage,
  actions,
  history,
  fields,
  held,
  onBehalf,
  writing,
};
