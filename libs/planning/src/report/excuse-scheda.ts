import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';

/** Lets the final report go on without that of a scheda. The gap stays visible, with the reason. */
export class ExcuseScheda extends CycleCommand {
  @IsId()
  readonly schedaId!: string;
}

export const excuseScheda = verb<ExcuseScheda>({
  name: 'excuse-scheda',
  command: ExcuseScheda,
  title: { it: 'Esonera la scheda dal rendiconto', en: 'Excuse the scheda from reporting' },
  who: roles('UPc', 'DIR'),
  decisive: true,
  reason: 'required',
  facts: ['SchedaExcused'],
  about: 'scheda',
  decide({ data }, { schedaId }) {
    if (!data.schede[schedaId]) return refuse('scheda-not-found', { id: schedaId });
    return [{ type: 'SchedaExcused', data: { schedaId } }];
  },
});
