import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsSource, nestedList, type SourceRequest } from '../command/requests.js';
import { sourceOf } from '../command/source-of.js';
import { roles, verb } from '../command/verb.js';
import type { Objective, Programme } from './cycle.facts.js';
import { newObjective, newProgramme } from './tree.decisions.js';
import { ObjectiveRequest, ProgrammeRequest } from './tree.requests.js';

/** Brings in objectives and programmes together, with the source they were read from. */
export class ImportTree extends CycleCommand {
  @nestedList(ObjectiveRequest, 100)
  readonly objectives!: ObjectiveRequest[];

  @nestedList(ProgrammeRequest, 300)
  readonly programmes!: ProgrammeRequest[];

  @IsSource()
  readonly source!: SourceRequest;
}

export const importTree = verb<ImportTree>({
  name: 'import-tree',
  command: ImportTree,
  title: { it: "Importa l'albero di obiettivi e programmi", en: 'Import the tree' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['TreeImported'],
  decide(life, wish) {
    const objectives: Record<string, Objective> = { ...life.data.objectives };
    const programmes: Record<string, Programme> = { ...life.data.programmes };
    const { removedFromTree } = life.data;
    const added = { objectives: [] as Objective[], programmes: [] as Programme[] };
    for (const request of wish.objectives) {
      const objective = newObjective({ objectives, removedFromTree }, request);
      if (objective instanceof Refusal) return objective;
      objectives[objective.objectiveId] = objective;
      added.objectives.push(objective);
    }
    for (const request of wish.programmes) {
      const programme = newProgramme({ objectives, programmes, removedFromTree }, request);
      if (programme instanceof Refusal) return programme;
      programmes[programme.programmeId] = programme;
      added.programmes.push(programme);
    }
    return [{ type: 'TreeImported', data: { ...added, source: sourceOf(wish.source) } }];
  },
});
