import { CycleCommand } from '../command/cycle-command.js';
import { IsText } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import type { ZoneRegisterData } from './zone-register.data.js';

/** Opens the register of a zone, once. It has no year. */
export class OpenZoneRegister extends CycleCommand {
  @IsText(200)
  readonly title!: string;
}

export const openZoneRegister = verb<OpenZoneRegister, ZoneRegisterData>({
  name: 'open-zone-register',
  command: OpenZoneRegister,
  title: { it: 'Apri il registro di zona', en: 'Open the register of the zone' },
  who: roles('UPc'),
  reason: 'optional',
  facts: ['ZoneRegisterOpened'],
  decide(life, { title, envelope: { cycleId } }) {
    const name = cycleName(cycleId);
    if (!name || name.year !== undefined) return refuse('cycle-not-found', { cycleId });
    if (life.revision >= 0) return refuse('register-exists', { registerId: cycleId });
    const { zone } = name;
    const definition = life.workflow.reference;
    return [{ type: 'ZoneRegisterOpened', data: { cycleId, zone, title, definition } }];
  },
});
