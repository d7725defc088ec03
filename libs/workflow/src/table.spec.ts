import { createMachine } from 'xstate';
import { attachmentMachine, requestMachine } from './example.fixture.js';
import { table, tableText } from './table.js';

it('says what the diagram shows', () => {
  expect(tableText(requestMachine)).toMatchInlineSnapshot(`
   "| Da | Fatto | Esito | Se | A | Attende |
   | --- | --- | --- | --- | --- | --- |
   | non presentata | RequestOpened |  |  | in corso |  |
   | in corso | NoteWritten |  |  | in corso |  |
   | in corso | RequestSuspended |  |  | sospesa |  |
   | in corso | RequestWithdrawn |  |  | ritirata |  |
   | in corso › in compilazione | AttachmentFiled |  |  | in corso › in compilazione | applicant: Completare e presentare |
   | in corso › in compilazione | RequestSubmitted |  |  | in corso › in istruttoria | applicant: Completare e presentare |
   | in corso › in istruttoria | AttachmentReviewed |  |  | in corso › in istruttoria |  |
   | in corso › in istruttoria | ExaminationClosed |  | «conti verificati» e («parere reso» o «senza parere») | in corso › in decisione |  |
   | in corso › in istruttoria › conti › conti da verificare | AccountsChecked |  |  | in corso › in istruttoria › conti › conti verificati | accountant, auditor: Verificare i conti |
   | in corso › in istruttoria › conti › conti verificati | AccountsReopened |  |  | in corso › in istruttoria › conti › conti da verificare |  |
   | in corso › in istruttoria › parere › parere da rendere | OpinionGiven |  |  | in corso › in istruttoria › parere › parere reso |  |
   | in corso › in istruttoria › parere › parere da rendere | OpinionWaived |  | non «parere reso» | in corso › in istruttoria › parere › senza parere |  |
   | in corso › in decisione | RequestDecided | granted |  | accolta | director: Decidere |
   | in corso › in decisione | RequestDecided | returned |  | in corso › in compilazione | director: Decidere |
   | in corso › in decisione | RequestDecided | reopened |  | in corso › in istruttoria (com'era) | director: Decidere |
   | sospesa | RequestResumed |  |  | in corso (com'era) |  |
   | sospesa | RequestWithdrawn |  |  | ritirata |  |
   "
  `);
});

it('speaks English too', () => {
  expect(tableText(attachmentMachine, { language: 'en' })).toMatchInlineSnapshot(`
   "| From | Fact | Outcome | If | To | Awaits |
   | --- | --- | --- | --- | --- | --- |
   | expected | AttachmentFiled |  |  | filed |  |
   | filed | AttachmentReviewed | valid |  | valid |  |
   | filed | AttachmentReviewed | invalid |  | expected |  |
   "
  `);
});

it('gives the rows with what each state waits for', () => {
  expect(table(requestMachine, { language: 'en' })).toContainEqual({
    from: 'running › being decided',
    fact: 'RequestDecided',
    outcome: 'granted',
    to: 'granted',
    awaits: { roles: ['director'], it: 'Decidere', en: 'Decide', doneBy: 'RequestDecided' },
  });
});

it('has a row for each edge and no other', () => {
  expect(table(attachmentMachine, { language: 'en' })).toEqual([
    { from: 'expected', fact: 'AttachmentFiled', to: 'filed' },
    { from: 'filed', fact: 'AttachmentReviewed', outcome: 'valid', to: 'valid' },
    { from: 'filed', fact: 'AttachmentReviewed', outcome: 'invalid', to: 'expected' },
  ]);
});

it('keeps a bar in a label out of the columns', () => {
  const machine = createMachine({
    id: 'barred',
    initial: 'open',
    on: { Noted: { actions: 'permit' } },
    states: { open: { meta: { it: 'a|b', en: 'a|b' }, on: { Closed: 'closed' } }, closed: {} },
  });
  expect(tableText(machine)).toMatchInlineSnapshot(`
   "| Da | Fatto | Esito | Se | A | Attende |
   | --- | --- | --- | --- | --- | --- |
   | ogni stato | Noted |  |  | ogni stato |  |
   | a\\|b | Closed |  |  | closed |  |
   "
  `);
});
