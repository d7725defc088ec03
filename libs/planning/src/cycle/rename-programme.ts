import { CycleCommand } from '../command/cycle-command.js';
import { IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Gives a programme another name; in what was approved, and in the codes of its schede, nothing changes. */
export class RenameProgramme extends CycleCommand {
  @IsId()
  readonly programmeId!: string;

  @IsText(300)
  readonly name!: string;
}

export const renameProgramme = verb<RenameProgramme>({
  name: 'rename-programme',
  command: RenameProgramme,
  title: { it: 'Cambia nome al programma', en: 'Rename the programme' },
  who: roles('UPc', 'UPo'),
  reason: 'required',
  facts: ['ProgrammeRenamed'],
  decide({ data }, { programmeId, name: newName }) {
    const programme = data.programmes[programmeId];
    if (!programme) return refuse('programme-not-found', { id: programmeId });
    if (programme.name === newName) return refuse('nothing-changed');
    return [{ type: 'ProgrammeRenamed', data: { programmeId, oldName: programme.name, newName } }];
  },
});
