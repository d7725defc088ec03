import { setup } from 'xstate';
import { named, work, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** A contribution of a stakeholder: received, then answered. Its author is owed an answer. */
export const contributionMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'contribution',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: named('non pervenuto', 'not received'),
      on: { ContributionReceived: 'received' },
    },
    received: {
      meta: named(
        'pervenuto',
        'received',
        work(['UPc', 'UPo'], 'Rispondere al contributo', 'Answer the contribution', {
          doneBy: 'ContributionAnswered',
        }),
      ),
      on: { ContributionAnswered: 'answered' },
    },
    answered: { type: 'final', meta: named('con risposta', 'answered') },
  },
});
