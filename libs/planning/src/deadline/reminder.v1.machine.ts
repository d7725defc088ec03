import { setup } from 'xstate';
import { named, type MachineEvent } from '../definitions/vocabulary.machine.js';

/**
 * A reminder that somebody sent, which its deadline hears: it can be taken back once, whatever has become of the cycle
 * meanwhile. For how long, the decision says.
 */
export const reminderMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'reminder',
  version: '1',
  initial: 'sent',
  states: {
    sent: { meta: named('inviato', 'sent'), on: { ReminderTakenBack: 'takenBack' } },
    takenBack: { type: 'final', meta: named('annullato prima di partire', 'taken back') },
  },
});
