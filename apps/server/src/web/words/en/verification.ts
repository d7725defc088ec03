import type { Words } from '../language.js';

export const verification: Words['verification'] = {
  title: 'Schede to be checked',
  titleOf: (code) => `Check of ${code}`,
  short: 'Check',
  queue: (count) =>
    count === 1 ? 'One scheda waits to be checked.' : `${count} schede wait to be checked.`,
  empty: 'No scheda waits to be checked. When a unit submits one, it appears here.',
  since: 'Waits for',
  days: (count) => (count === 0 ? 'since today' : count === 1 ? 'one day' : `${count} days`),
  charge: 'In charge',
  nobody: 'nobody',
  you: 'you',
  submittedBy: 'Submitted by',
  take: 'Take in charge',
  takeLead: 'To check or return it, take it in charge first: the others see that you are at it.',
  inCharge: (person) => `${person} has it in charge, since`,
  goOn: 'You can go on with it: the history keeps who did what.',
  notNow: 'This scheda is not being checked now.',
  text: 'What it says',
  changed: 'changed since it was returned',
  changedCount: (count) =>
    count === 0
      ? 'Nothing has changed since the unit got it last.'
      : count === 1
        ? 'One field has changed since the unit got it last: it is marked.'
        : `${count} fields have changed since the unit got it last: they are marked.`,
  checklist: 'Checklist',
  progress: (done, all) => `${done} of ${all}`,
  keys: 'With the keyboard: 1 yes, 2 no, 3 does not apply.',
  answers: { si: 'yes', no: 'no', na: 'does not apply' },
  note: 'What is missing',
  law: 'Law:',
  look: 'See:',
  more: 'What else to tell the unit',
  due: 'To be mended by',
  dueHint: 'For example 20/3/2024. Left empty, the deadline of the cycle counts.',
  dueWrong: 'To be mended by: write a day of the calendar, for example 20/3/2024.',
  rest: 'Answer yes to all the others',
  return: 'Return the scheda',
  returnWith: (count) =>
    count === 0
      ? 'Return the scheda'
      : count === 1
        ? 'Return it with one note'
        : `Return it with ${count} notes`,
  verify: 'Check the scheda off',
  blocked: (count) =>
    count === 1
      ? 'It cannot be checked off: there is one no.'
      : `It cannot be checked off: there are ${count} no.`,
  blockedField: (item) => `“${item}”: here is a no. Return the scheda, or change the answer.`,
  unanswered: (item) => `“${item}”: the answer is missing.`,
  nothingToReturn: 'To return it answer no where something is wrong, or write what to mend.',
  composed: 'The note the unit gets',
  nextInQueue: 'The next one:',
  toQueue: 'All that wait to be checked',
  toScheda: 'Open the scheda',
  items: {
    attivita: 'Title and description say what is done',
    programma: 'It is under the right programme',
    bisogno: 'It is tied to a need of the health profile, or says why not',
    obiettivi: 'The specific goals are clear',
    destinatari: 'It says for whom it is, and where',
    indicatori: 'The indicators have a target and a source, or it says why there are none',
    risorse: 'The resources have a source and an amount',
    tempi: 'Its times lie within the year of the programme',
    titolare: 'Holder, sector and kind are right',
    coprogettazione: 'Partners and co-design are declared',
    pnrr: 'If it is PNRR, it names the funded project with its CUP',
    doppione: 'It does not repeat another scheda',
  },
};
