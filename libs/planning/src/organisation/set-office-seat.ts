import { IsIn, IsOptional } from 'class-validator';
import { patronSaints } from '#calendar';
import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { OrganisationData } from './organisation.data.js';

/** Says in which municipality the office sits: on the feast of its patron saint nobody works there. */
export class SetOfficeSeat extends CycleCommand {
  /** Left out: one whose feast the program does not know. It is said as a closure then. */
  @IsOptional()
  @IsIn(patronSaints.map(({ municipality }) => municipality))
  readonly municipality?: string;

  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const setOfficeSeat = verb<SetOfficeSeat, OrganisationData>({
  name: 'set-office-seat',
  command: SetOfficeSeat,
  title: { it: 'Indica la sede dell’ufficio', en: 'Set the seat of the office' },
  who: roles('UPc', 'ADM'),
  reason: 'optional',
  facts: ['OfficeSeatSet'],
  decide({ data }, { municipality, act }) {
    if (municipality === data.calendar.municipality) return refuse('nothing-changed');
    return [{ type: 'OfficeSeatSet', data: present({ municipality, act }) }];
  },
});
