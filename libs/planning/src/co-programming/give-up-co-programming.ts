import { IsOptional } from 'class-validator';
import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { present } from '../command/present.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import type { LifeData } from '../life-data.js';
import type { CoProgrammingData } from './co-programming.data.js';
import { lapsedApplications } from './pending-applications.js';

/** Gives up a procedure of co-programming before its report is published, and says why. */
export class GiveUpCoProgramming extends CycleCommand {
  /** The act that says so, if there is one. */
  @IsOptional()
  @IsText(300)
  readonly act?: string;
}

export const giveUpCoProgramming = verb<GiveUpCoProgramming, CoProgrammingData & LifeData>({
  name: 'give-up-co-programming',
  command: GiveUpCoProgramming,
  title: { it: 'Rinuncia alla co-programmazione', en: 'Give up the co-programming' },
  who: roles('DIR'),
  decisive: true,
  reason: 'required',
  facts: ['CoProgrammingGivenUp', 'ApplicationLapsed'],
  decide(life, { act }, { occurredOn }) {
    const { startedOn = occurredOn } = life.data.coProgramming;
    if (occurredOn < startedOn) {
      return refuse('dates-reversed', { from: startedOn, to: occurredOn });
    }
    return [{ type: 'CoProgrammingGivenUp', data: present({ act }) }, ...lapsedApplications(life)];
  },
});
