import { setup } from 'xstate';
import { named, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** A person as far as the register is concerned: active, whoever they are, until somebody says otherwise. */
export const personMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'person',
  version: '1',
  initial: 'active',
  states: {
    active: { meta: named('attiva', 'active'), on: { PersonDeactivated: 'deactivated' } },
    deactivated: {
      meta: named('disattivata', 'deactivated'),
      on: { PersonReactivated: 'active' },
    },
  },
});
