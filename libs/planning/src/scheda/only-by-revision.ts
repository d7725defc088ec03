import { stateOfPart, type Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { CycleLife } from '../command/verb.js';
import type { Scheda } from './scheda.data.js';

/** Where a scheda of the plan stands while no revision takes it up. */
const atRest: ReadonlySet<string> = new Set([
  ...['approved', 'reported', 'reportReturned', 'accepted', 'excused'],
]);

/** What is in the plan is changed by a revision alone. Undefined for every other scheda, or within one. */
export function onlyByRevision(
  life: Readonly<CycleLife>,
  { schedaId, code }: Pick<Scheda, 'schedaId' | 'code'>,
): Refusal | undefined {
  return atRest.has(stateOfPart(life, 'scheda', schedaId))
    ? refuse('only-by-revision', { code })
    : undefined;
}
