import { IsIn, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsDirectoryId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { codes } from '../value-sets.js';
import { unitIn } from './organisation.js';
import type { OrganisationData } from './organisation.data.js';
import { unfitHead } from './refuse-incompatible.js';
import { unitKinds, unitOwners, type UnitKind, type UnitOwner } from './organisation.value-sets.js';

/** Enters a unit in the register, under the id that tokens and schede name it by. */
export class AddUnit extends CycleCommand {
  @IsDirectoryId()
  readonly unitId!: string;

  @IsText(200)
  readonly name!: string;

  @IsIn(codes(unitKinds))
  readonly kind!: UnitKind;

  @IsIn(codes(unitOwners))
  readonly belongsTo!: UnitOwner;

  /** Left out where nobody heads it yet. */
  @IsOptional()
  @IsDirectoryId()
  readonly headPersonId?: string;

  /** Its first day under this name and head. */
  @IsDay()
  readonly from!: string;
}

export const addUnit = verb<AddUnit, OrganisationData>({
  name: 'add-unit',
  command: AddUnit,
  title: { it: "Iscrivi un'unità", en: 'Add a unit' },
  who: roles('UPc'),
  decisive: true,
  reason: 'optional',
  facts: ['UnitAdded'],
  decide({ data }, { unitId, name, kind, belongsTo, headPersonId, from }) {
    if (unitIn(data, unitId)) return refuse('id-taken', { id: unitId });
    const unfit = headPersonId === undefined ? undefined : unfitHead(data, headPersonId, from);
    if (unfit) return unfit;
    return [
      {
        type: 'UnitAdded',
        data: { unitId, name, kind, belongsTo, ...present({ headPersonId }), from },
      },
    ];
  },
});
