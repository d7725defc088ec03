import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, work, type MachineEvent } from '../definitions/vocabulary.machine.js';

/**
 * A contribution of a stakeholder: received, then answered, and its place in the plan said. Its author is
 * owed an answer.
 */
export const contributionMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
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
    answered: {
      meta: named('con risposta', 'answered'),
      on: { ...permits('ContributionPlaced') },
    },
  },
});
