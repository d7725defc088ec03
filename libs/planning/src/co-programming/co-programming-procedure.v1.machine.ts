import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, work, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** What may be recorded about a procedure at any time, after its end too. */
const always = permits('RecordCorrected', 'TextRedacted');
const questions = permits('QuestionRaised', 'QuestionAnswered');
const answers = permits('ContributionAnswered');
const contributions = { ...permits('ContributionReceived'), ...answers } as const;
const underWay = {
  ...always,
  ...questions,
  ...permits(
    'DeadlineSet',
    'DeadlineExtended',
    'DeadlineShortened',
    'DeadlineMissed',
    'DeadlineMet',
    'ReminderSent',
    'DeadlineWaived',
    'DeadlineCancelled',
    'ResponsiblePersonReplaced',
  ),
  CoProgrammingGivenUp: 'givenUp',
} as const;
const judged = permits('ApplicationReceived', 'ApplicationAdmitted', 'ApplicationNotAdmitted');

/**
 * A procedure of co-programming (LR Toscana 65/2020 art. 10 c. 1). An act starts it; a public notice invites
 * the bodies; once the notice is closed, they are admitted and the sessions are held; the person responsible
 * issues the reasoned report, which is published. It may be given up until then.
 */
export const coProgrammingProcedureMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'co-programmazione',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: named('non ancora impostata', 'not yet drafted'),
      on: { CycleDrafted: 'draft' },
    },
    draft: {
      meta: named(
        'in bozza',
        'draft',
        work(['DIR'], "Adottare l'atto di avvio", 'Adopt the act of start', {
          doneBy: 'CoProgrammingOpened',
        }),
      ),
      // Nothing has begun that could be given up, or is there to be corrected.
      on: { ...questions, ...permits('TextRedacted'), CoProgrammingOpened: 'started' },
    },
    started: {
      meta: named(
        'atto di avvio adottato',
        'started by an act',
        work(['UPc', 'UPo'], "Pubblicare l'avviso", 'Publish the notice', {
          doneBy: 'NoticePublished',
        }),
      ),
      on: { ...underWay, ...contributions, NoticePublished: 'onNotice' },
    },
    onNotice: {
      meta: named(
        'avviso pubblicato',
        'notice published',
        work(
          ['UPc', 'UPo'],
          "Registrare le candidature e chiudere l'avviso",
          'Register the applications and close the notice',
          { doneBy: 'NoticeClosed' },
        ),
      ),
      on: {
        ...underWay,
        ...contributions,
        ...permits('NoticeExtended', 'ApplicationReceived'),
        NoticeClosed: 'noticeClosed',
      },
    },
    noticeClosed: {
      meta: named(
        'avviso chiuso, sessioni da tenere',
        'notice closed, no session held yet',
        work(['UPc', 'UPo'], 'Tenere le sessioni', 'Hold the sessions', {
          doneBy: 'CoProgrammingSessionHeld',
        }),
      ),
      on: { ...underWay, ...contributions, ...judged, CoProgrammingSessionHeld: 'inSession' },
    },
    inSession: {
      meta: named(
        'sessioni di co-programmazione',
        'in session',
        work(
          ['UPc', 'UPo', 'DIR', 'UH'],
          'Rilasciare la relazione motivata, da parte della persona responsabile',
          'Issue the reasoned report, as the responsible person',
          { doneBy: 'CoProgrammingReportIssued' },
        ),
      ),
      on: {
        ...underWay,
        ...contributions,
        ...judged,
        ...permits('CoProgrammingSessionHeld'),
        CoProgrammingReportIssued: 'reported',
      },
    },
    reported: {
      meta: named(
        'relazione motivata rilasciata',
        'reasoned report issued',
        work(['UPc', 'UPo'], 'Pubblicare la relazione', 'Publish the report', {
          doneBy: 'CoProgrammingReportPublished',
        }),
      ),
      on: { ...underWay, ...answers, CoProgrammingReportPublished: 'published' },
    },
    published: {
      meta: named('relazione pubblicata', 'report published'),
      on: { ...always, ...questions, ...answers },
    },
    givenUp: { meta: named('rinunciata, con motivo', 'given up'), on: { ...always, ...answers } },
  },
});
