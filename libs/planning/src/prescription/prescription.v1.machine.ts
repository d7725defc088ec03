import { setup } from 'xstate';
import { named, work, type MachineEvent } from '../definitions/vocabulary.machine.js';

/** A prescription of the organ: set with the approval, met by the office or a unit, accepted by the director. */
export const prescriptionMachineV1 = setup({
  types: { events: {} as MachineEvent },
}).createMachine({
  id: 'prescription',
  version: '1',
  initial: 'absent',
  states: {
    absent: { meta: named('non impartita', 'not set'), on: { PrescriptionSet: 'open' } },
    open: {
      meta: named(
        'da adempiere',
        'to be met',
        work(['UPc', 'UPo', 'UH'], 'Adempiere alla prescrizione', 'Meet the prescription', {
          doneBy: 'PrescriptionMet',
        }),
      ),
      on: { PrescriptionMet: 'met' },
    },
    met: {
      meta: named(
        'adempiuta, da accertare',
        'met, to be accepted',
        work(['DIR'], "Accertare l'adempimento", 'Accept what was done', {
          doneBy: 'PrescriptionAccepted',
        }),
      ),
      on: { PrescriptionAccepted: 'accepted', PrescriptionNotAccepted: 'open' },
    },
    accepted: { type: 'final', meta: named('accertata', 'accepted') },
  },
});
