import { stateOfPart } from '#workflow';
import type { CycleLife } from '../command/verb.js';
import type { Scheda } from '../scheda/scheda.data.js';

/** The schede that were never in a plan: those a revision adds, and those left out or withdrawn. */
export function neverApproved({ data }: Readonly<CycleLife>): readonly Readonly<Scheda>[] {
  return Object.values(data.schede).filter(({ approved }) => approved === undefined);
}

/** Whether nothing has to be said any more of a scheda that is not checked. */
export function settledBeforeApproval(
  life: Readonly<CycleLife>,
  { schedaId }: Readonly<Scheda>,
): boolean {
  const state = stateOfPart(life, 'scheda', schedaId);
  return state === 'withdrawn' || state === 'leftOut';
}
