import { setup } from 'xstate';
import { named, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** A delegation: it runs out by itself, because its days say so and nothing has to happen for that. */
export const delegationMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'delegation',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: named('non conferita', 'not granted'), on: { DelegationGranted: 'granted' } },
    granted: { meta: named('conferita', 'granted'), on: { DelegationRevoked: 'revoked' } },
    revoked: { type: 'final', meta: named('revocata', 'revoked') },
  },
});
