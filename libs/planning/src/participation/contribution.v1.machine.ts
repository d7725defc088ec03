import { setup } from 'xstate';
import type { MachineEvent } from '../definitions/vocabulary.machine.js';

/** A contribution of a stakeholder: received, then answered. Its author is owed an answer. */
export const contributionMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'contribution',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: { it: 'non pervenuto', en: 'not received' },
      on: { ContributionReceived: 'received' },
    },
    received: {
      meta: {
        it: 'pervenuto',
        en: 'received',
        awaits: {
          roles: ['UPc', 'UPo'],
          it: 'Rispondere al contributo',
          en: 'Answer the contribution',
        },
      },
      on: { ContributionAnswered: 'answered' },
    },
    answered: { type: 'final', meta: { it: 'con risposta', en: 'answered' } },
  },
});
