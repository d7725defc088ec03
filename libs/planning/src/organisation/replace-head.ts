import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsDirectoryId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { unitIn } from './organisation.js';
import type { OrganisationData } from './organisation.data.js';
import { unfitHead } from './refuse-incompatible.js';

/** Names another head of a unit, by act, from a day on. Open work moves to them; authorship stays. */
export class ReplaceHead extends CycleCommand {
  @IsDirectoryId()
  readonly unitId!: string;

  @IsDirectoryId()
  readonly newPersonId!: string;

  /** The first day of the new head; it may still be to come. */
  @IsDay()
  readonly from!: string;

  /** The act of the health authority or of the municipality. */
  @IsText(300)
  readonly act!: string;
}

export const replaceHead = verb<ReplaceHead, OrganisationData>({
  name: 'replace-head',
  command: ReplaceHead,
  title: { it: "Cambia il responsabile dell'unità", en: 'Replace the head of the unit' },
  who: roles('UPc'),
  decisive: true,
  reason: 'required',
  facts: ['UnitHeadChanged'],
  about: 'unit',
  decide({ data }, { unitId, newPersonId, from, act }) {
    const unit = unitIn(data, unitId);
    if (!unit) return refuse('unit-not-found', { id: unitId });
    const last = unit.heads.at(-1);
    const oldPersonId = last?.personId;
    if (oldPersonId === newPersonId) return refuse('nothing-changed');
    const earliest = last?.from ?? unit.from;
    if (from < earliest) return refuse('dates-reversed', { from: earliest, to: from });
    const unfit = unfitHead(data, newPersonId, from);
    if (unfit) return unfit;
    return [
      {
        type: 'UnitHeadChanged',
        data: { unitId, ...present({ oldPersonId }), newPersonId, from, act },
      },
    ];
  },
});
