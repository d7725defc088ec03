import type { Words } from '../language.js';

const schede = (count: number): string => (count === 1 ? 'one scheda' : `${count} schede`);

export const cycle: Words['cycle'] = {
  all: 'Cycles',
  otherYears: 'Other years',
  phases: 'How far it has come',
  inPhase: (phase) => `Now in: ${phase}.`,
  closes: (away, day) => `It closes ${away}, ${day}.`,
  shouldHaveClosed: (away, day) => `It should have closed ${away}, ${day}.`,
  noDay: 'No deadline says when it closes.',
  over: 'The cycle is closed.',
  counters: 'The schede, by how far they have come',
  share: (percent, of) => `${percent}% of ${of}`,
  heldBack: (title) => `“${title}” has to wait`,
  seeThem: 'See which:',
  objectives: (objectives, programmes, count) =>
    `${objectives === 1 ? 'One objective' : `${objectives} objectives`}, ${programmes === 1 ? 'one programme' : `${programmes} programmes`}, ${schede(count)}`,
  legend: 'Legend',
  asTable: 'Show as a table',
  asMosaic: 'Show as a mosaic',
  tableCaption: 'Objectives, programmes and schede, by how far the schede have come',
  twice: (count) =>
    `${count === 1 ? 'One scheda is' : `${count} schede are`} under more than one objective: the rows of the objectives add up to more.`,
  objectiveOrProgramme: 'Objective or programme',
  total: 'In all',
  schedeOf: (count) => (count === 1 ? 'The scheda' : `The ${count} schede`),
  deadlines: 'Next deadlines',
  allDeadlines: 'All deadlines and the calendar of the phases',
  noDeadlines: 'No deadline ahead.',
  whyThisDay: 'Why this day',
  publicPage: 'Public page',
  extend: 'Extend',
  extendThis: (label) => `Extend: ${label}`,
  owed: (count, of) => `${count} of ${schede(of)} missing`,
  activity: 'Recent activity',
  noActivity: 'Nothing has happened yet.',
  wholeHistory: 'The whole history',
  times: (count) => `${count} times`,
  calendar: 'Calendar of the phases',
  calendarCaption: 'The phases of the cycle with their days; the upright line is today',
  phase: 'Phase',
  from: 'From',
  to: 'To',
  bar: 'In the year',
  today: 'today',
  noDays: 'without days',
  units: 'Units',
  unitsHint: 'Those that are late first.',
  unit: 'Unit',
  howFar: 'How far its schede have come',
  handedIn: 'Submitted',
  lateness: 'Deadlines',
  late: (count) => (count === 1 ? 'one late' : `${count} late`),
  inOrder: 'in order',
  reminders: 'Reminders',
  reminded: (times) => (times === 1 ? 'one reminder' : `${times} reminders`),
  noReminder: 'none',
  remind: 'Remind',
  remindUnit: (name) => `Remind ${name}`,
  remindLate: (count) =>
    count === 1 ? 'Remind the unit that is late' : `Remind the ${count} units that are late`,
  search: 'Find a unit or its head',
  onlyLate: 'Only those that are late',
  filter: 'Filter',
  clear: 'Remove the filters',
  countOfUnits: (shown, of) =>
    shown === of
      ? of === 1
        ? 'one unit'
        : `${of} units`
      : `${shown} of ${of} units: the filters hide the others`,
  noUnit: 'No unit is like that.',
  noUnits: 'No unit has schede in this cycle yet.',
  noTree:
    'There are neither objectives nor programmes yet: they are imported, or added one by one.',
  ready: (count, of) => `${count} of ${of} ready`,
  noObjective: 'Without an objective',
  noProgramme: 'no programme',
  noSchede: 'no scheda',
  schede: 'Schede',
  subscribe: 'Add to a calendar',
  export: 'Export the schede',
  path: 'Way',
};

export const calendarPage: Words['calendarPage'] = {
  title: 'Calendar of the phases and deadlines',
  deadlines: 'All deadlines',
  deadline: 'Deadline',
  due: 'Last day',
  standing: 'How it stands',
  why: 'How the day was found, who moved it and why',
  none: 'No deadline is set yet.',
};

export const reminders: Words['reminders'] = {
  title: 'Reminders',
  lead: 'This is whom the reminder reaches, and what it says. Nothing leaves until you press the button at the end.',
  whom: 'Whom',
  unit: 'Unit',
  receives: 'Who receives it',
  receive: 'Who receives it',
  nobody: 'Nobody: the register does not say who heads it.',
  text: 'The message',
  reason: 'Why you remind them',
  reasonHint: 'It stays in the history; the message does not say it.',
  reasonMissing: 'Write why you remind them: it stays in the history.',
  noneChosen: 'Choose at least one unit to remind.',
  send: (count) => (count === 1 ? 'Send the reminder' : 'Send the chosen reminders'),
  back: 'Back to the cycle without sending anything',
  nothing: 'No unit owes anything: there is nobody to remind.',
  nobodyLate: 'No unit is late.',
  showAll: 'Show all units that still owe something',
  result: (sent, refused) =>
    `${sent === 1 ? 'One reminder sent' : `${sent} reminders sent`}, ${
      refused === 1 ? 'one refused' : `${refused} refused`
    }.`,
  refused: 'Refused, and why',
  sent: 'Sent',
  undo: {
    still: (count: number) =>
      count === 1 ? 'You can take it back for another' : 'You can take them back for another',
    seconds: { one: 'second', many: 'seconds' },
    then: (count: number) => (count === 1 ? ': then it leaves.' : ': then they leave.'),
    button: (count: number) =>
      count === 1 ? 'Take the reminder back' : `Take all ${count} reminders back`,
    buttonOf: (button: string, unit: string) => `${button}: ${unit}`,
    over: (count: number) =>
      count === 1
        ? 'It cannot be taken back any more: the reminder leaves.'
        : 'They cannot be taken back any more: the reminders leave.',
    result: (done: number, refused: number) =>
      `${done === 1 ? 'One reminder was' : `${done} reminders were`} taken back before leaving, ${
        refused === 1 ? 'one could not be' : `${refused} could not be`
      }.`,
    done: 'Taken back: nobody receives them',
    refused: 'Not taken back, and why',
    wasDone: 'taken back before it left',
    none: 'There is no reminder to take back.',
    again: 'Back to the reminders',
  },
};

export const diagramPage: Words['diagramPage'] = {
  title: 'Way',
  lead: 'The states and the steps, as the definition has them that the cycle follows. The present state is filled.',
  ofCycle: 'The cycle',
  ofScheda: 'The schede, and how many stand in each state',
  ofThisScheda: (code) => `The scheda ${code}`,
  here: 'now',
  waysOut: 'From many states one can also come to these, which the picture leaves out:',
  fromStates: (count) => `from ${count} states`,
  twin: 'All steps as a table',
  from: 'From',
  to: 'To',
  by: 'By',
  steps: (states, steps) => `${states} states and ${steps} steps`,
  now: (state) => `Now: ${state}.`,
};

export const cyclesPage: Words['cyclesPage'] = {
  title: 'Cycles',
  lead: 'One cycle a year, the latest first.',
  samePage: 'Of each the page opens that you come from.',
  name: 'Cycle',
  phase: 'Phase',
  act: 'Deliberation',
  actOf: (number, day) => `no. ${number} of ${day}`,
  noAct: 'not approved yet',
  titleOf: (year) => `Programmazione operativa annuale ${year}`,
  beginFrom: (year, from) => `Draft the cycle of ${year} after that of ${from}`,
  begin: (year) => `Draft the cycle of ${year}`,
  none: 'There is no cycle yet. The planning office drafts it: once it is there you find it here.',
};

export const programmePage: Words['programmePage'] = {
  objective: 'Objective',
  objectives: 'Objectives',
  code: 'Code',
  sector: 'Sector',
  unit: 'Unit that answers for it',
  none: 'No scheda: assign one to a unit.',
  resources: 'Resources written in the schede',
  noResources: 'No scheda says yet with which resources.',
  source: 'Source',
  schede: 'Schede',
  amount: 'Amount',
  noAmount: 'without an amount',
  assign: 'Add a scheda',
};
