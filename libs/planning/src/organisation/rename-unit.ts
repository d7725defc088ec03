import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsDirectoryId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { quotable } from '../correction/redaction.js';
import { unitIn } from './organisation.js';
import type { OrganisationData } from './organisation.data.js';

/** Gives a unit another name from a day on; until then, and in what was recorded, it keeps the old one. */
export class RenameUnit extends CycleCommand {
  @IsDirectoryId()
  readonly unitId!: string;

  @IsText(200)
  readonly name!: string;

  /** The first day of the new name; it may still be to come. */
  @IsDay()
  readonly from!: string;

  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const renameUnit = verb<RenameUnit, OrganisationData>({
  name: 'rename-unit',
  command: RenameUnit,
  title: { it: "Cambia nome all'unità", en: 'Rename the unit' },
  who: roles('UPc'),
  reason: 'required',
  facts: ['UnitRenamed'],
  about: 'unit',
  decide({ data }, { unitId, name: newName, from, act }) {
    const last = unitIn(data, unitId)?.names.at(-1);
    if (!last) return refuse('unit-not-found', { id: unitId });
    if (last.name === newName) return refuse('nothing-changed');
    if (from < last.from) return refuse('dates-reversed', { from: last.from, to: from });
    return [
      {
        type: 'UnitRenamed',
        data: { unitId, oldName: quotable(data, last.name), newName, from, ...present({ act }) },
      },
    ];
  },
});
