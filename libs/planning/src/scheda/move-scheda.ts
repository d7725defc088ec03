import { CycleCommand } from '../command/cycle-command.js';
import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { mayMoveScheda } from './may-move-scheda.js';
import { onlyByRevision } from './only-by-revision.js';

/** Puts a scheda under another programme. Its code stays: codes are for life. */
export class MoveScheda extends CycleCommand {
  @IsId()
  readonly schedaId!: string;

  @IsId()
  readonly programmeId!: string;
}

export const moveScheda = verb<MoveScheda>({
  name: 'move-scheda',
  command: MoveScheda,
  title: {
    it: 'Sposta la scheda in un altro programma',
    en: 'Move the scheda to another programme',
  },
  who: [...roles('UPc', 'UPo'), { role: 'UH', when: 'own-unit' }],
  reason: 'required',
  facts: ['SchedaMoved'],
  about: 'scheda',
  decide(life, { schedaId, programmeId }, { person }) {
    const { data } = life;
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    const stopped = onlyByRevision(life, scheda) ?? mayMoveScheda(life, scheda, person);
    if (stopped) return stopped;
    if (!data.programmes[programmeId]) return refuse('programme-not-found', { id: programmeId });
    if (scheda.programmeId === programmeId) return refuse('same-programme');
    return [
      {
        type: 'SchedaMoved',
        data: { schedaId, fromProgrammeId: scheda.programmeId, toProgrammeId: programmeId },
      },
    ];
  },
});
