import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';

/** Says what was done about a prescription of the organ; it was done on the day of `occurredOn`. */
export class MeetPrescription extends CycleCommand {
  @IsId()
  readonly prescriptionId!: string;

  @IsText(4000)
  readonly text!: string;

  @IsOptional()
  @IsDocument()
  readonly document?: DocumentRequest;
}

export const meetPrescription = verb<MeetPrescription>({
  name: 'meet-prescription',
  command: MeetPrescription,
  title: { it: 'Adempi alla prescrizione', en: 'Meet the prescription' },
  who: roles('UPc', 'UPo', 'UH'),
  reason: 'optional',
  facts: ['PrescriptionMet'],
  about: 'prescription',
  decide({ data }, { prescriptionId, text, document }, { occurredOn }) {
    const prescription = data.prescriptions[prescriptionId];
    if (!prescription) return refuse('prescription-not-found', { id: prescriptionId });
    const { setOn } = prescription;
    if (occurredOn < setOn) return refuse('dates-reversed', { from: setOn, to: occurredOn });
    return [
      {
        type: 'PrescriptionMet',
        data: { prescriptionId, text, ...(document && { document: documentOf(document) }) },
      },
    ];
  },
});
