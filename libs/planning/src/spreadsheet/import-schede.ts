import { IsInt, IsObject, IsOptional, Max, Min } from 'class-validator';
import { IsText } from '../command/fields.js';
import { nestedList } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import { lookAtOrganisation } from '../organisation/organisation.js';
import { lookAtZoneRegister } from '../zone-register/register-of-zone.js';
import { batchOf } from './batch.js';
import { schedeOfRows } from './schede-rows.js';
import { titleOfSchede } from './schede-table.js';
import { LAST_ROW, MOST_ROWS, SpreadsheetCommand } from './spreadsheet-command.js';

/** A row of a file of schede. Programme, unit and head may be named as a person names them. */
export class SchedaRowRequest {
  /** As the spreadsheet numbers it. */
  @IsInt()
  @Min(1)
  @Max(LAST_ROW)
  readonly row!: number;

  /** Default: the next one of the programme. */
  @IsOptional()
  @IsText(100)
  readonly code?: string;

  @IsText(200)
  readonly title!: string;

  /** Id or name. */
  @IsText(300)
  readonly programme!: string;

  /** Id or name. */
  @IsText(300)
  readonly unit!: string;

  /** Id of the person responsible. Default: the head of the unit in the register. */
  @IsOptional()
  @IsText(100)
  readonly person?: string;

  /** Fields by name, as the scheda schema of the cycle's definition declares them. */
  @IsOptional()
  @IsObject()
  readonly content?: Record<string, unknown>;
}

/** Brings in a file of schede: each is assigned to its unit, and written as far as its row says something. */
export class ImportSchede extends SpreadsheetCommand {
  @nestedList(SchedaRowRequest, MOST_ROWS)
  readonly rows!: SchedaRowRequest[];
}

export const importSchede = verb<ImportSchede>({
  name: 'import-schede',
  command: ImportSchede,
  title: { it: 'Importa schede da un foglio', en: 'Import schede from a spreadsheet' },
  // As giving a unit a scheda by hand: no operator of the office may.
  who: roles('UPc'),
  reason: 'optional',
  facts: ['SchedaAssigned', 'SchedaRevised', 'SpreadsheetImported'],
  fromFile: true,
  looksAt: (wish) => ({
    lives: [...(lookAtOrganisation(wish).lives ?? []), ...(lookAtZoneRegister(wish).lives ?? [])],
  }),
  decide(life, wish, context) {
    const table = { what: 'SCHEDE', firstColumn: titleOfSchede('code') } as const;
    return batchOf(life.data, wish, table, context, () => schedeOfRows(life, wish.rows, context));
  },
});
