import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { missingObjective } from './tree.decisions.js';

/** Says which objectives a programme serves. */
export class LinkProgramme extends CycleCommand {
  @IsId()
  readonly programmeId!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsId(true)
  readonly objectiveIds!: string[];
}

export const linkProgramme = verb<LinkProgramme>({
  name: 'link-programme',
  command: LinkProgramme,
  title: { it: 'Lega il programma agli obiettivi', en: 'Link the programme to objectives' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['ProgrammeLinked'],
  decide(life, { programmeId, objectiveIds }) {
    if (!life.data.programmes[programmeId]) {
      return refuse('programme-not-found', { id: programmeId });
    }
    return (
      missingObjective(life.data, objectiveIds) ?? [
        { type: 'ProgrammeLinked', data: { programmeId, objectiveIds } },
      ]
    );
  },
});
