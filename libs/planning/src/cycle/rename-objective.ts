import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Gives an objective another name; in what was approved it keeps the old one. */
export class RenameObjective extends CycleCommand {
  @IsId()
  readonly objectiveId!: string;

  @IsText(300)
  readonly name!: string;
}

export const renameObjective = verb<RenameObjective>({
  name: 'rename-objective',
  command: RenameObjective,
  title: { it: "Cambia nome all'obiettivo", en: 'Rename the objective' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['ObjectiveRenamed'],
  decide({ data }, { objectiveId, name: newName }) {
    const objective = data.objectives[objectiveId];
    if (!objective) return refuse('objective-not-found', { id: objectiveId });
    if (objective.name === newName) return refuse('nothing-changed');
    return [{ type: 'ObjectiveRenamed', data: { objectiveId, oldName: objective.name, newName } }];
  },
});
