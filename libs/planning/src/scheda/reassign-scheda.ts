import { CycleCommand } from '../command/cycle-command.js';
import { IsDirectoryId, IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { unfitUnit } from '../organisation/unfit-unit.js';
import { headOf, lookAtOrganisation } from '../organisation/organisation.js';
import { mayMoveScheda } from './may-move-scheda.js';

/** Moves a scheda to another unit or head; who wrote it so far stays its author. */
export class ReassignScheda extends CycleCommand {
  @IsId()
  readonly schedaId!: string;

  @IsDirectoryId()
  readonly unitId!: string;

  @IsDirectoryId()
  readonly personId!: string;
}

export const reassignScheda = verb<ReassignScheda>({
  name: 'reassign-scheda',
  command: ReassignScheda,
  title: { it: 'Riassegna la scheda', en: 'Reassign the scheda' },
  who: [...roles('UPc'), { role: 'UH', when: 'own-unit' }],
  reason: 'required',
  facts: ['SchedaReassigned'],
  about: 'scheda',
  looksAt: lookAtOrganisation,
  decide(life, { schedaId, unitId, personId }, { organisation, person }) {
    const scheda = life.data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    const stopped = mayMoveScheda(life, scheda, person);
    if (stopped) return stopped;
    if (scheda.unitId === unitId && scheda.personId === personId) return refuse('same-assignee');
    const unfit = unfitUnit(organisation, unitId);
    if (unfit) return unfit;
    const heads = [personId, headOf(organisation, unitId)];
    if (scheda.checkedBy !== undefined && heads.includes(scheda.checkedBy)) {
      return refuse('checker-becomes-head');
    }
    return [
      {
        type: 'SchedaReassigned',
        data: {
          schedaId,
          fromUnitId: scheda.unitId,
          toUnitId: unitId,
          fromPersonId: scheda.personId,
          toPersonId: personId,
        },
      },
    ];
  },
});
