import { setup } from 'xstate';
import { named, work, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** What a source does not say is a question; it stays open until a person answers it. */
export const questionMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'question',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: named('non posta', 'not raised'), on: { QuestionRaised: 'open' } },
    open: {
      meta: named(
        'aperta',
        'open',
        work(['UPc', 'UPo'], 'Rispondere alla domanda', 'Answer the question', {
          doneBy: 'QuestionAnswered',
        }),
      ),
      on: { QuestionAnswered: 'answered' },
    },
    answered: { type: 'final', meta: named('risposta', 'answered') },
  },
});
