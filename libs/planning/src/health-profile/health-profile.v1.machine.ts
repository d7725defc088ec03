import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, work, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** What may be recorded about a profile nearly always, after it is frozen too. */
const always = permits('RecordCorrected', 'TextRedacted');
const questions = permits('QuestionRaised', 'QuestionAnswered');
const deadlines = permits(
  'DeadlineSet',
  'DeadlineExtended',
  'DeadlineShortened',
  'DeadlineMissed',
  'DeadlineMet',
  'ReminderSent',
  'DeadlineWaived',
  'DeadlineCancelled',
);
const writing = permits(
  'ThemeProposed',
  'ThemeDrafted',
  'ThemeReturned',
  'ThemeReviewed',
  'ThemeWithdrawn',
  'NeedRecorded',
  'NeedRevised',
  'NeedWithdrawn',
  'DataSourceAdded',
  'IndicatorRecorded',
  'IndicatorWithdrawn',
  'ProfileDocumentAttached',
);

/**
 * A yearly health profile. It is written theme by theme; the director proposes the edition, the organ adopts
 * it (it does not approve it: nobody votes on what is known) or sends it back, and the office freezes it.
 * From then on it is only corrected, until the act of a later edition supersedes it.
 */
export const healthProfileMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'profilo-di-salute',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: named('non ancora impostato', 'not yet drafted'),
      on: { CycleDrafted: 'writing' },
    },
    writing: {
      meta: named(
        'in scrittura',
        'being written',
        work(
          ['DIR'],
          "Proporre l'edizione quando i temi sono riletti",
          'Propose the edition once the themes are reviewed',
          { doneBy: 'EditionProposed' },
        ),
      ),
      on: { ...always, ...questions, ...deadlines, ...writing, EditionProposed: 'proposed' },
    },
    proposed: {
      meta: named(
        'edizione proposta',
        'edition proposed',
        work(
          ['SEG'],
          "Registrare l'adozione, o restituire l'edizione con le parole dell'organo",
          'Record the adoption, or return the edition with the words of the organ',
          { doneBy: 'EditionAdopted' },
        ),
      ),
      // What the organ has before it is not corrected.
      on: {
        ...permits('TextRedacted'),
        ...questions,
        ...deadlines,
        EditionReturned: 'writing',
        EditionAdopted: 'adopted',
      },
    },
    adopted: {
      meta: named(
        'edizione adottata',
        'edition adopted',
        work(['UPc'], "Congelare l'edizione adottata", 'Freeze the adopted edition', {
          doneBy: 'EditionFrozen',
        }),
      ),
      // The document of the act comes after the act.
      on: {
        ...always,
        ...questions,
        ...permits('ProfileDocumentAttached'),
        EditionFrozen: 'frozen',
      },
    },
    frozen: {
      meta: named('edizione congelata', 'edition frozen'),
      on: { ...always, ...questions, EditionSuperseded: 'superseded' },
    },
    superseded: {
      meta: named('edizione superata', 'edition superseded'),
      on: { ...always },
    },
  },
});
