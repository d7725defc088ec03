import { setup } from 'xstate';
import { named, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** A role given to a person: it runs out by itself where it has a last day; what was wrong is revoked. */
export const roleGrantMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'roleGrant',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: named('non dato', 'not granted'), on: { RoleGranted: 'granted' } },
    granted: { meta: named('dato', 'granted'), on: { RoleRevoked: 'revoked' } },
    revoked: { type: 'final', meta: named('revocato', 'revoked') },
  },
});
