import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsDirectoryId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { unitIn } from './organisation.js';
import type { OrganisationData } from './organisation.data.js';
import { unfitEnd } from './unit-ends.js';

/** Closes a unit that goes on in no other one. Nobody acts for it any more: its schede are reassigned. */
export class CloseUnit extends CycleCommand {
  @IsDirectoryId()
  readonly unitId!: string;

  /** The first day without it; today at the latest. */
  @IsDay()
  readonly from!: string;

  @IsText(300)
  readonly act!: string;
}

export const closeUnit = verb<CloseUnit, OrganisationData>({
  name: 'close-unit',
  command: CloseUnit,
  title: { it: "Chiudi l'unità", en: 'Close the unit' },
  who: roles('UPc'),
  reason: 'required',
  facts: ['UnitClosed'],
  about: 'unit',
  decide({ data }, { unitId, from, act }, { today }) {
    const unit = unitIn(data, unitId);
    if (!unit) return refuse('unit-not-found', { id: unitId });
    return unfitEnd(unit, from, today) ?? [{ type: 'UnitClosed', data: { unitId, from, act } }];
  },
});
