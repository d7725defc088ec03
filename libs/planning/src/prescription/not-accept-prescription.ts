import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** The director does not accept what was done about a prescription: it is still to be met. */
export class NotAcceptPrescription extends CycleCommand {
  @IsId()
  readonly prescriptionId!: string;

  /** What is missing. */
  @IsText(4000)
  readonly text!: string;
}

export const notAcceptPrescription = verb<NotAcceptPrescription>({
  name: 'not-accept-prescription',
  command: NotAcceptPrescription,
  title: { it: "Non accertare l'adempimento", en: 'Do not accept what was done' },
  who: roles('DIR'),
  // Its text is the reason, as with the other returns.
  reason: 'optional',
  facts: ['PrescriptionNotAccepted'],
  about: 'prescription',
  decide({ data }, { prescriptionId, text }) {
    if (!data.prescriptions[prescriptionId]) {
      return refuse('prescription-not-found', { id: prescriptionId });
    }
    return [{ type: 'PrescriptionNotAccepted', data: { prescriptionId, text } }];
  },
});
