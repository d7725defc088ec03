import { reads, type FoundThing } from '#planning';
import type { Role } from '#people';
import { contributionAddress } from '../participation/contributions.js';
import { programmeAddress } from '../cycle/programme-address.js';

/**
 * The page on which a thing that was found stands, for whoever may find it.
 * @param latestCycleId in whose schede those of a unit are looked for
 */
export function addressOfThing(
  { kind, cycleId, id, revision }: Pick<FoundThing, 'kind' | 'cycleId' | 'id' | 'revision'>,
  role: Role,
  latestCycleId: string | undefined,
): string {
  const cycle = `/cicli/${cycleId}`;
  const its = encodeURIComponent(id);
  switch (kind) {
    case 'cycle':
      return reads(role, 'unit-reports') ? cycle : '/cicli';
    case 'scheda':
      return `${cycle}/schede/${its}`;
    case 'programme':
      return programmeAddress(cycleId, id);
    case 'objective':
      return `${cycle}/schede?obiettivo=${its}`;
    case 'unit':
      return latestCycleId === undefined ? '/cicli' : `/cicli/${latestCycleId}/schede?unita=${its}`;
    case 'meeting':
      return `${cycle}/incontri/${its}`;
    case 'contribution':
      return contributionAddress(cycleId, id);
    case 'coDesignRow':
      return `/coprogettazione/${its}`;
    case 'act':
    case 'document':
      return `${cycle}/storico/fatti/${revision}`;
    case 'deadline':
      return `/scadenze?vista=gantt&ciclo=${cycleId}#scadenza-${its}`;
  }
}
