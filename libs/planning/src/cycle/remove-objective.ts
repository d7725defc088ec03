import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Takes an objective that no programme serves out of the tree; its id is not given again. */
export class RemoveObjective extends CycleCommand {
  @IsId()
  readonly objectiveId!: string;
}

export const removeObjective = verb<RemoveObjective>({
  name: 'remove-objective',
  command: RemoveObjective,
  title: { it: "Togli l'obiettivo dall'albero", en: 'Take the objective out of the tree' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['ObjectiveRemoved'],
  decide({ data }, { objectiveId }) {
    const objective = data.objectives[objectiveId];
    if (!objective) return refuse('objective-not-found', { id: objectiveId });
    const serving = Object.values(data.programmes).filter(({ objectiveIds }) =>
      objectiveIds.includes(objectiveId),
    );
    if (serving.length > 0) {
      const programmes = serving.map(({ programmeId }) => programmeId).join(', ');
      return refuse('objective-has-programmes', { objective: objective.name, programmes });
    }
    return [{ type: 'ObjectiveRemoved', data: { objectiveId } }];
  },
});
