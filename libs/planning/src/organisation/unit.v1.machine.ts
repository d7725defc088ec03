import { setup } from 'xstate';
import { permit } from '#workflow';
import { named, permits, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** A unit: it changes name and head while it is active; in the end it goes on in another one, or is closed. */
export const unitMachineV1 = setup({
  types: { events: {} as MachineEvent },
  actions: { permit },
}).createMachine({
  id: 'unit',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: named('non iscritta', 'not registered'), on: { UnitAdded: 'active' } },
    active: {
      meta: named('attiva', 'active'),
      on: {
        ...permits('UnitRenamed', 'UnitHeadChanged'),
        UnitMerged: 'merged',
        UnitClosed: 'closed',
        UnitTakenBack: 'takenBack',
      },
    },
    takenBack: {
      meta: named('iscritta per errore', 'registered by mistake'),
      on: { UnitAdded: 'active' },
    },
    merged: { type: 'final', meta: named("confluita in un'altra", 'merged into another') },
    closed: { type: 'final', meta: named('chiusa', 'closed') },
  },
});
