import type { CycleCommand } from '../command/cycle-command.js';
import type { LooksAt } from '../command/looks-at.js';
import type { DecisionContext } from '../command/verb.js';
import { cycleName, registerId } from '../cycle/cycle-id.js';
import { ZONE_REGISTER, zoneRegister, type ZoneRegisterLife } from './zone-register.data.js';

/** The id of the register of the zone that a cycle belongs to. */
const registerOf = (cycleId: string): string =>
  registerId(cycleName(cycleId)?.zone ?? '', ZONE_REGISTER);

/** For a verb of a cycle whose decision looks at the register of the zone. */
export function lookAtZoneRegister({ envelope }: CycleCommand): LooksAt {
  return { lives: [registerOf(envelope.cycleId)] };
}

/** The register of the zone of a cycle, where it was looked at; undefined where the zone keeps none. */
export function registerOfZone(
  cycleId: string,
  { elsewhere }: Pick<DecisionContext, 'elsewhere'>,
): ZoneRegisterLife | undefined {
  return zoneRegister(elsewhere.life(registerOf(cycleId)));
}
