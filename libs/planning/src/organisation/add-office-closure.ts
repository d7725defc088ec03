import { IsOptional } from 'class-validator';
import { daysBetween } from '#calendar';
import { CycleCommand } from '../command/cycle-command.js';
import { IsDay, IsId, IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { closureIn } from './office-closures.js';
import type { OrganisationData } from './organisation.data.js';

/** An office that is closed for longer than a year is not closed: it is gone. */
const LONGEST_DAYS = 366;

/** Says on which days the office is closed, besides the holidays. What is due then is not moved by it. */
export class AddOfficeClosure extends CycleCommand {
  /** Default: a new id. */
  @IsOptional()
  @IsId()
  readonly closureId?: string;

  /** The first day, and the last. */
  @IsDay()
  readonly from!: string;

  @IsDay()
  readonly to!: string;

  /** Why, as people are told: `Chiusura estiva`. */
  @IsText(200)
  readonly why!: string;

  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const addOfficeClosure = verb<AddOfficeClosure, OrganisationData>({
  name: 'add-office-closure',
  command: AddOfficeClosure,
  title: { it: 'Aggiungi una chiusura dell’ufficio', en: 'Add a closure of the office' },
  who: roles('UPc', 'ADM'),
  reason: 'optional',
  facts: ['OfficeClosureAdded'],
  decide({ data }, { closureId: asked, from, to, why, act }, { newId }) {
    const closureId = asked ?? newId('closure');
    if (closureIn(data, closureId)) return refuse('id-taken', { id: closureId });
    if (to < from) return refuse('dates-reversed', { from, to });
    if (daysBetween(from, to) >= LONGEST_DAYS) {
      return refuse('closure-too-long', { from, to, days: LONGEST_DAYS });
    }
    return [
      { type: 'OfficeClosureAdded', data: { closureId, from, to, why, ...present({ act }) } },
    ];
  },
});
