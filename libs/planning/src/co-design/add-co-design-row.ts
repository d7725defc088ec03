import { CycleCommand } from '../command/cycle-command.js';
import { nested } from '../command/requests.js';
import { roles, verb } from '../command/verb.js';
import type { ZoneRegisterData } from '../zone-register/zone-register.data.js';
import { addRows } from './co-design.decisions.js';
import { CoDesignRowRequest } from './co-design.requests.js';

/** Puts one row into the register of co-design, wherever it stands. */
export class AddCoDesignRow extends CycleCommand {
  @nested(CoDesignRowRequest)
  readonly row!: CoDesignRowRequest;
}

export const addCoDesignRow = verb<AddCoDesignRow, ZoneRegisterData>({
  name: 'add-co-design-row',
  command: AddCoDesignRow,
  title: { it: 'Iscrivi una co-progettazione', en: 'Add a co-design' },
  who: roles('UPc', 'UPo'),
  reason: 'optional',
  facts: ['CoDesignRowAdded', 'QuestionRaised'],
  decide: (life, { row }, context) => addRows(life.data, [row], context),
});
