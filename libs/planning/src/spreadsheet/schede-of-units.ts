import { stateOfPart } from '#workflow';
import type { CycleCommand } from '../command/cycle-command.js';
import type { LooksAt } from '../command/looks-at.js';
import type { DecisionContext } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import { yearlyProgramme } from '../cycle/yearly-programme.js';
import { ORGANISATION } from '../organisation/organisation.js';
import type { Leaning } from './taken-back.js';

/** For a register of units: the yearly programmes of the zone that may be under way, last year's to next year's. */
export function lookAtProgrammes({ envelope }: CycleCommand, today: string): LooksAt {
  return { lives: programmesAround(envelope.cycleId, today) };
}

function programmesAround(registerId: string, today: string): readonly string[] {
  const name = cycleName(registerId);
  if (name?.definitionId !== ORGANISATION) return [];
  const year = Number(today.slice(0, 4));
  return [year - 1, year, year + 1].map((each) => `${name.zone}-poa-annuale-${each}`);
}

/** Programmes in which nobody works any more. */
const over: ReadonlySet<string> = new Set(['closed', 'annulled', 'revoked', 'abandoned']);

/** What is not in the plan any more needs no unit. */
const gone: ReadonlySet<string> = new Set(['dropped', 'annulled', 'withdrawn']);

/** The first scheda of a programme still under way which would be left in a unit that does not exist. */
export function schedaInUnit(
  registerId: string,
  units: readonly string[],
  { today, elsewhere }: Pick<DecisionContext, 'today' | 'elsewhere'>,
): Leaning | undefined {
  for (const cycleId of programmesAround(registerId, today)) {
    const programme = yearlyProgramme(elsewhere.life(cycleId));
    if (!programme || over.has(programme.state)) continue;
    const scheda = Object.values(programme.data.schede).find(
      ({ schedaId, unitId }) =>
        units.includes(unitId) && !gone.has(stateOfPart(programme, 'scheda', schedaId)),
    );
    if (scheda) return { thing: scheda.unitId, user: `${scheda.code} (${cycleId})` };
  }
  return undefined;
}
