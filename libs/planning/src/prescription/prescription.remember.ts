import type { Remembers } from '../remember.js';
import type { PrescriptionsData } from './prescription.data.js';

export const rememberPrescriptions: Remembers<PrescriptionsData> = {
  PrescriptionSet: (cycle, prescription) => {
    cycle.prescriptions[prescription.prescriptionId] = { ...prescription };
  },
};
