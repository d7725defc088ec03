import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import { Refusal } from '#workflow';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDirectoryId, IsId, IsText } from '../command/fields.js';
import { IsSource, type SourceRequest } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import { codes, sectors, type Sector } from '../value-sets.js';
import { newProgramme } from './tree.decisions.js';

/** Adds one programme to the tree; which objectives it serves may be said later. */
export class AddProgramme extends CycleCommand {
  @IsId()
  readonly programmeId!: string;

  @IsText(300)
  readonly name!: string;

  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsId(true)
  readonly objectiveIds!: string[];

  /** As the plan numbers it. */
  @IsOptional()
  @IsText(50)
  readonly code?: string;

  @IsOptional()
  @IsText(10_000)
  readonly description?: string;

  @IsOptional()
  @IsIn(codes(sectors))
  readonly sector?: Sector;

  /** The unit that answers for it as a whole. */
  @IsOptional()
  @IsDirectoryId()
  readonly responsibleUnitId?: string;

  @IsOptional()
  @IsSource()
  readonly source?: SourceRequest;
}

export const addProgramme = verb<AddProgramme>({
  name: 'add-programme',
  command: AddProgramme,
  title: { it: 'Aggiungi un programma', en: 'Add a programme' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ProgrammeAdded'],
  decide(life, wish) {
    const programme = newProgramme(life.data, wish);
    return programme instanceof Refusal ? programme : [{ type: 'ProgrammeAdded', data: programme }];
  },
});
