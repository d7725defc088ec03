import { IsBoolean, IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDirectoryId, IsId, IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { unfitUnit } from '../organisation/unfit-unit.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import { schedaCode } from './scheda-code.js';
import { schedaSchemaOf } from './scheda-schema-of.js';

/** Gives a unit a scheda to write, under a programme. Its code is given here, once and for ever. */
export class AssignScheda extends CycleCommand {
  @IsOptional()
  @IsId()
  readonly schedaId?: string;

  @IsId()
  readonly programmeId!: string;

  @IsDirectoryId()
  readonly unitId!: string;

  /** The head responsible for it. */
  @IsDirectoryId()
  readonly personId!: string;

  @IsText(200)
  readonly title!: string;

  /** True when the title is made up for a demonstration. */
  @IsOptional()
  @IsBoolean()
  readonly demonstration?: boolean;
}

export const assignScheda = verb<AssignScheda>({
  name: 'assign-scheda',
  command: AssignScheda,
  title: { it: 'Assegna una scheda', en: 'Assign a scheda' },
  who: [...roles('UPc'), { role: 'UH', when: 'own-unit' }],
  reason: 'optional',
  facts: ['SchedaAssigned'],
  looksAt: lookAtOrganisation,
  decide({ data, workflow }, wish, { newId, organisation }) {
    const {
      schedaId = newId('scheda'),
      programmeId,
      unitId,
      personId,
      title,
      demonstration,
    } = wish;
    if (data.schede[schedaId]) return refuse('id-taken', { id: schedaId });
    if (!data.programmes[programmeId]) return refuse('programme-not-found', { id: programmeId });
    const unfit = unfitUnit(organisation, unitId);
    if (unfit) return unfit;
    const number = (data.lastNumber[programmeId] ?? 0) + 1;
    const code = schedaCode(data.year, programmeId, number);
    const schema = schedaSchemaOf(workflow);
    return [
      {
        type: 'SchedaAssigned',
        data: {
          schedaId,
          code,
          programmeId,
          unitId,
          personId,
          title,
          schema,
          ...(demonstration === true && { demonstration }),
        },
      },
    ];
  },
});
