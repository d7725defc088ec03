import { setup } from 'xstate';
import type { MachineEvent } from '../definitions/vocabulary.machine.js';

/** What a source does not say is a question; it stays open until a person answers it. */
export const questionMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'question',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: { it: 'non posta', en: 'not raised' }, on: { QuestionRaised: 'open' } },
    open: {
      meta: {
        it: 'aperta',
        en: 'open',
        awaits: { roles: ['UPc', 'UPo'], it: 'Rispondere alla domanda', en: 'Answer the question' },
      },
      on: { QuestionAnswered: 'answered' },
    },
    answered: { type: 'final', meta: { it: 'risposta', en: 'answered' } },
  },
});
