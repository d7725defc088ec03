import { IsOptional } from 'class-validator';
import type { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb, type DecisionContext } from '../command/verb.js';
import type { CycleData } from '../cycle/cycle-data.js';
import { currentUnit, lookAtOrganisation } from '../organisation/organisation.js';
import { isOwnUnit } from '../policy.js';
import type { Prescription } from './prescription.data.js';

/**
 * Says what was done about a prescription of the organ; it was done on the day of `occurredOn`. The head of a
 * unit meets those that are addressed to a scheda of it; one for the plan as a whole is the office's.
 */
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
  looksAt: lookAtOrganisation,
  decide({ data }, { prescriptionId, text, document }, context) {
    const { occurredOn } = context;
    const prescription = data.prescriptions[prescriptionId];
    if (!prescription) return refuse('prescription-not-found', { id: prescriptionId });
    const notTheirs = context.person.role === 'UH' && whyNotOfUnit(data, prescription, context);
    if (notTheirs) return notTheirs;
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

/** Why a prescription is no affair of a unit head: it is addressed to no scheda of their unit. */
function whyNotOfUnit(
  { schede }: Pick<CycleData, 'schede'>,
  { schedaIds }: Prescription,
  { person, hands, organisation }: Pick<DecisionContext, 'person' | 'hands' | 'organisation'>,
): Refusal | undefined {
  if (schedaIds === undefined) return refuse('prescription-of-whole-plan');
  // Of the head of two units one alone is lent.
  const isLent = (unit: string) =>
    currentUnit(organisation, person.unitId ?? '') === currentUnit(organisation, unit);
  const isTheirs = schedaIds.some((schedaId) => {
    const unit = schede[schedaId]?.unitId;
    if (unit === undefined || !isOwnUnit(person, unit, organisation)) return false;
    return hands.length === 1 || isLent(unit);
  });
  return isTheirs ? undefined : refuse('not-your-unit');
}
