import type { Remembers } from '../remember.js';
import type { PrescriptionsData } from './prescription.data.js';

export const rememberPrescriptions: Remembers<PrescriptionsData> = {
  PrescriptionSet: (cycle, prescription, { occurredOn: setOn }) => {
    cycle.prescriptions[prescription.prescriptionId] = { ...prescription, setOn };
  },
  PrescriptionMet: (cycle, { prescriptionId, ...met }, { actor, occurredOn }) => {
    const prescription = cycle.prescriptions[prescriptionId];
    if (!prescription) return;
    prescription.met = { ...met, by: actor.personId, on: occurredOn };
    delete prescription.notAcceptedText;
  },
  PrescriptionAccepted: (cycle, { prescriptionId, daysLate }) => {
    const prescription = cycle.prescriptions[prescriptionId];
    if (prescription) prescription.daysLate = daysLate;
  },
  PrescriptionNotAccepted: (cycle, { prescriptionId, text }) => {
    const prescription = cycle.prescriptions[prescriptionId];
    if (!prescription) return;
    delete prescription.met;
    prescription.notAcceptedText = text;
  },
};
