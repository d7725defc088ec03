import { daysBetween } from '#calendar';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { secondLook } from '../four-eyes/second-look.js';

/** The director accepts what was done about a prescription; how late it was done is kept. */
export class AcceptPrescription extends CycleCommand {
  @IsId()
  readonly prescriptionId!: string;
}

export const acceptPrescription = verb<AcceptPrescription>({
  name: 'accept-prescription',
  command: AcceptPrescription,
  title: { it: "Accerta l'adempimento", en: 'Accept what was done' },
  who: roles('DIR'),
  decisive: true,
  reason: 'optional',
  facts: ['PrescriptionAccepted'],
  about: 'prescription',
  decide({ data }, { prescriptionId }, context) {
    const prescription = data.prescriptions[prescriptionId];
    if (!prescription) return refuse('prescription-not-found', { id: prescriptionId });
    const same = secondLook(data, 'prescription', prescriptionId, context);
    if (same) return same;
    const { due, met } = prescription;
    // Late is who did it late, not who accepted it late; where no day was asked, nobody is.
    const late = due !== undefined && met !== undefined ? daysBetween(due, met.on) : 0;
    return [
      { type: 'PrescriptionAccepted', data: { prescriptionId, daysLate: Math.max(0, late) } },
    ];
  },
});
