import { stateOfPart, type Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { CycleLife } from '../command/verb.js';
import type { Scheda } from '../scheda/scheda.data.js';

/**
 * What was left out keeps no programme in the tree: one that has gone out of it meanwhile, or fell with a
 * revision, takes no scheda up again. Undefined where there is one.
 */
export function nowhereToReturn(
  life: Readonly<CycleLife>,
  { schedaId, programmeId }: Readonly<Scheda>,
): Refusal | undefined {
  const lost =
    stateOfPart(life, 'scheda', schedaId) === 'leftOut' && !life.data.programmes[programmeId];
  return lost ? refuse('programme-not-found', { id: programmeId }) : undefined;
}
