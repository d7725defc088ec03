import type { Words } from '../language.js';

/** What stands around the form of a verb. */
export const actions: Words['actions'] = {
  more: (count) => (count === 1 ? 'One more thing to do' : `${count} more things to do`),
  blocked: (count) =>
    count === 1
      ? 'One thing that is not possible now, and why'
      : `${count} things that are not possible now, and why`,
  done: 'Done:',
  expected: 'As things stand, the answer would be no.',
  where: 'Go to where it can be mended',
  seeHow: 'See how things stand',
  back: 'Go back without doing anything',
  law: 'Law',
  decisive: 'This is a decision: it holds at once and is kept under your name.',
  recorded:
    'It is kept for ever, with your name and the hour. What is wrong is corrected, never erased.',
  proofTitle: 'First confirm that it is you',
  proof: (minutes) =>
    `This is a decision: you must have proved who you are no longer than ${minutes} minutes ago. Sign in once more, then you come back here.`,
  proofLink: 'Sign in once more and come back here',
  optional: 'optional',
  choose: 'Choose',
  yes: 'Yes',
  no: 'No',
  addRow: 'Add another row',
  row: (number) => `Row ${number}`,
  rowsHint: 'A row that is left empty does not count.',
  linesHint: 'One on each line.',
  numbersHint: 'Numbers with spaces between them.',
  amountHint: 'In euro, such as 1.461.245,92.',
  decimalHint: 'A number, such as 12,5.',
  fingerprintHint: 'The SHA-256 fingerprint of the document: 64 hexadecimal digits.',
  todayHint: 'Left empty: today.',
  nothingThere: 'There is nothing to choose here yet.',
  chooseFirst: 'About which one?',
  noneToChoose: 'There is nothing now that it could be done to.',
  onBehalf: (personId) => `You do it on behalf of ${personId}.`,
  moreFields: 'Day and reason, where they are needed',
};
