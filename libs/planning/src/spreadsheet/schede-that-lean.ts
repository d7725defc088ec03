import { stateOfPart } from '#workflow';
import type { CycleCommand } from '../command/cycle-command.js';
import type { LooksAt } from '../command/looks-at.js';
import type { DecisionContext } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import { yearlyProgramme } from '../cycle/yearly-programme.js';
import { ORGANISATION } from '../organisation/organisation.js';
import { ZONE_REGISTER } from '../zone-register/zone-register.data.js';
import type { Scheda } from '../scheda/scheda.data.js';
import type { KeptImport } from './spreadsheet.data.js';
import type { Leaning } from './taken-back.js';

/** For a register: the yearly programmes of the zone that may be under way, last year's to next year's. */
export function lookAtProgrammes({ envelope }: CycleCommand, today: string): LooksAt {
  return { lives: programmesAround(envelope.cycleId, today) };
}

function programmesAround(registerId: string, today: string): readonly string[] {
  const name = cycleName(registerId);
  if (name?.definitionId !== ORGANISATION && name?.definitionId !== ZONE_REGISTER) return [];
  const year = Number(today.slice(0, 4));
  return [year - 1, year, year + 1].map((each) => `${name.zone}-poa-annuale-${each}`);
}

/** Programmes in which nobody works any more. */
const over: ReadonlySet<string> = new Set(['closed', 'annulled', 'revoked', 'abandoned']);

/** What is not in the plan any more points to nothing. */
const gone: ReadonlySet<string> = new Set(['dropped', 'annulled', 'withdrawn']);

/** What a scheda says that points to the things of an import: its unit, or the rows of co-design it names. */
function pointsTo(
  { unitId, content }: Pick<Scheda, 'unitId' | 'content'>,
  what: KeptImport['what'],
): readonly string[] {
  if (what === 'UNITS') return [unitId];
  const { coDesignIds = [] } = content as { readonly coDesignIds?: readonly string[] };
  return what === 'CO_DESIGN' ? coDesignIds : [];
}

/** The first scheda of a programme still under way which would point to something that does not exist. */
export function schedaThatLeans(
  registerId: string,
  { what, ids }: Pick<KeptImport, 'what' | 'ids'>,
  { today, elsewhere }: Pick<DecisionContext, 'today' | 'elsewhere'>,
): Leaning | undefined {
  for (const cycleId of programmesAround(registerId, today)) {
    const programme = yearlyProgramme(elsewhere.life(cycleId));
    if (!programme || over.has(programme.state)) continue;
    for (const scheda of Object.values(programme.data.schede)) {
      if (gone.has(stateOfPart(programme, 'scheda', scheda.schedaId))) continue;
      const thing = pointsTo(scheda, what).find((id) => ids.includes(id));
      if (thing !== undefined) return { thing, user: `${scheda.code} (${cycleId})` };
    }
  }
  return undefined;
}
