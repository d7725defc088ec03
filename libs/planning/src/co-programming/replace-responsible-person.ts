import { CycleCommand } from '../command/cycle-command.js';
import { IsDirectoryId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { ResponsiblePersonData } from './co-programming-procedure.data.js';

/** Makes another person responsible for the procedure from the day of the command on. */
export class ReplaceResponsiblePerson extends CycleCommand {
  @IsDirectoryId()
  readonly personId!: string;
}

export const replaceResponsiblePerson = verb<
  ReplaceResponsiblePerson,
  ResponsiblePersonData & LifeData
>({
  name: 'replace-responsible-person',
  command: ReplaceResponsiblePerson,
  title: {
    it: 'Cambia la persona responsabile del procedimento',
    en: 'Replace the responsible person',
  },
  who: roles('DIR'),
  reason: 'required',
  facts: ['ResponsiblePersonReplaced'],
  law: 'LR Toscana 65/2020 art. 10',
  decide({ data: { responsiblePersonId: from = '' } }, { personId: to }) {
    if (to === from) return refuse('already-responsible');
    return [{ type: 'ResponsiblePersonReplaced', data: { from, to } }];
  },
});
