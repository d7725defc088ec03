import { IsOptional } from 'class-validator';
import type { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { documentOf } from '../command/document-of.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { IsDocument, type DocumentRequest } from '../command/requests.js';
import { roles, verb, type DecisionContext } from '../command/verb.js';
import type { CycleData } from '../cycle/cycle-data.js';
import {
  currentUnit,
  lookAtOrganisation,
  type OrganisationOn,
} from '../organisation/organisation.js';
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

/**
 * Why a prescription is no affair of a unit head: it is addressed to no scheda of a unit of theirs, today and
 * on the day it was met.
 */
function whyNotOfUnit(
  { schede }: Pick<CycleData, 'schede'>,
  { schedaIds }: Prescription,
  {
    person,
    hands,
    organisation,
    occurredOn,
  }: Pick<DecisionContext, 'person' | 'hands' | 'organisation' | 'occurredOn'>,
): Refusal | undefined {
  if (schedaIds === undefined) return refuse('prescription-of-whole-plan');
  const isTheirs = (on: OrganisationOn | undefined): boolean =>
    schedaIds.some((schedaId) => {
      const unit = schede[schedaId]?.unitId;
      if (unit === undefined || !isOwnUnit(person, unit, on)) return false;
      // Of the head of two units one alone is lent.
      return hands.length === 1 || currentUnit(on, person.unitId ?? '') === currentUnit(on, unit);
    });
  if (!isTheirs(organisation)) return refuse('not-your-unit');
  const then = organisation && { ...organisation, day: occurredOn };
  return isTheirs(then) ? undefined : refuse('not-head-on-that-day', { day: occurredOn });
}
