import { setup } from 'xstate';
import { named, work, type MachineEvent } from '../definitions/vocabulary.machine.js';

/**
 * A body's application to take part in co-programming: received while the notice is open, then admitted or
 * not. It lapses when the co-programming is given up before anybody has judged it.
 */
export const applicationMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'application',
  version: '1',
  initial: 'absent',
  states: {
    absent: {
      meta: named('non pervenuta', 'not received'),
      on: { ApplicationReceived: 'received' },
    },
    received: {
      meta: named(
        'pervenuta',
        'received',
        work(['UPc', 'UPo'], 'Ammettere o non ammettere il candidato', 'Admit the body or not', {
          doneBy: 'ApplicationAdmitted',
        }),
      ),
      on: {
        ApplicationAdmitted: 'admitted',
        ApplicationNotAdmitted: 'notAdmitted',
        ApplicationLapsed: 'lapsed',
      },
    },
    admitted: { type: 'final', meta: named('ammessa', 'admitted') },
    notAdmitted: { type: 'final', meta: named('non ammessa, con motivo', 'not admitted') },
    lapsed: { type: 'final', meta: named('decaduta con la co-programmazione', 'lapsed') },
  },
});
