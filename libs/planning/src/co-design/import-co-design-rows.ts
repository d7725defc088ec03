import { ArrayMinSize } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { nestedList } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { addRows } from './co-design.decisions.js';
import { CoDesignRowRequest } from './co-design.requests.js';

/** Brings in up to 500 rows at once, all or none. */
export class ImportCoDesignRows extends CycleCommand {
  @ArrayMinSize(1)
  @nestedList(CoDesignRowRequest, 500)
  readonly rows!: CoDesignRowRequest[];
}

export const importCoDesignRows = verb<ImportCoDesignRows, ZoneRegisterData>({
  name: 'import-co-design-rows',
  command: ImportCoDesignRows,
  title: { it: 'Importa il prospetto di co-progettazione', en: 'Import the rows of co-design' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoDesignRowAdded', 'QuestionRaised'],
  decide: (life, { rows }, context) => addRows(life.data, rows, context),
});
