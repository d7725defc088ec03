import { IsOptional } from 'class-validator';
import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText, IsTextList } from '../command/fields.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import { newObjective } from './tree.decisions.js';

/** Adds one health objective to the tree. */
export class AddObjective extends CycleCommand {
  @IsId()
  readonly objectiveId!: string;

  @IsText(300)
  readonly name!: string;

  /** As the plan numbers it. */
  @IsOptional()
  @IsText(50)
  readonly code?: string;

  @IsOptional()
  @IsText(10_000)
  readonly description?: string;

  /** The operational sheets of the PSSIR it answers to. */
  @IsOptional()
  @IsTextList(300)
  readonly pssirReferences?: string[];

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

export const addObjective = verb<AddObjective>({
  name: 'add-objective',
  command: AddObjective,
  title: { it: 'Aggiungi un obiettivo di salute', en: 'Add a health objective' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ObjectiveAdded'],
  decide(life, wish) {
    const objective = newObjective(life.data, wish);
    return objective instanceof Refusal ? objective : [{ type: 'ObjectiveAdded', data: objective }];
  },
});
