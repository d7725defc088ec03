import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import { stateOfPart } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsDirectoryId, IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { PlanningFact } from '../planning-fact.js';
import { unitIn } from './organisation.js';
import type { OrganisationData } from './organisation.data.js';
import { unfitEnd } from './unit-ends.js';

/** Lets one or more units go on within another one: their schede are its schede, for its head to act on. */
export class MergeUnits extends CycleCommand {
  /** The unit that takes the others in. */
  @IsDirectoryId()
  readonly unitId!: string;

  /** The units that end. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsId(true)
  readonly mergedUnitIds!: string[];

  /** The first day on which they are one; today at the latest. */
  @IsDay()
  readonly from!: string;

  @IsText(300)
  readonly act!: string;
}

export const mergeUnits = verb<MergeUnits, OrganisationData>({
  name: 'merge-units',
  command: MergeUnits,
  title: { it: "Accorpa altre unità nell'unità", en: 'Merge other units into the unit' },
  who: roles('UPc'),
  decisive: true,
  reason: 'required',
  facts: ['UnitMerged'],
  about: 'unit',
  decide(life, { unitId: intoUnitId, mergedUnitIds, from, act }, { today }) {
    const into = unitIn(life.data, intoUnitId);
    if (!into) return refuse('unit-not-found', { id: intoUnitId });
    if (stateOfPart(life, 'unit', intoUnitId) !== 'active') {
      return refuse('unit-not-active', { unit: intoUnitId });
    }
    if (mergedUnitIds.includes(intoUnitId)) return refuse('same-unit', { unit: intoUnitId });
    const unfit = unfitEnd(into, from, today);
    if (unfit) return unfit;
    for (const unitId of mergedUnitIds) {
      const unit = unitIn(life.data, unitId);
      if (!unit) return refuse('unit-not-found', { id: unitId });
      if (stateOfPart(life, 'unit', unitId) !== 'active') {
        return refuse('unit-not-active', { unit: unitId });
      }
      const tooEarly = unfitEnd(unit, from, today);
      if (tooEarly) return tooEarly;
    }
    return mergedUnitIds.map((unitId): PlanningFact => ({
      type: 'UnitMerged',
      data: { unitId, intoUnitId, from, act },
    }));
  },
});
