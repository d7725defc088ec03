import type { Refusal } from '#workflow';
import { IsCycleId, IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import type { Elsewhere } from '../command/verb.js';
import { cycleName } from '../cycle/cycle-id.js';
import { yearlyProgramme } from '../cycle/yearly-programme.js';
import { schedaIn } from '../scheda/scheda.data.js';
import type { SchedaReference } from './scheda-reference.js';

/** A scheda inside a request. */
export class SchedaReferenceRequest {
  @IsCycleId()
  readonly cycleId!: string;

  @IsId()
  readonly schedaId!: string;
}

/** The scheda of a request as a fact keeps it. */
export const referenceOf = ({ cycleId, schedaId }: SchedaReferenceRequest): SchedaReference => ({
  cycleId,
  schedaId,
});

/** The refusal of a scheda that is not there; cycles of other zones are not there either. */
export function missingScheda(
  zone: string,
  { cycleId, schedaId }: SchedaReference,
  elsewhere: Elsewhere,
): Refusal | undefined {
  const life =
    cycleName(cycleId)?.zone === zone ? yearlyProgramme(elsewhere.life(cycleId)) : undefined;
  if (!life) return refuse('cycle-not-found', { cycleId });
  return schedaIn(life.data, schedaId) ? undefined : refuse('scheda-not-found', { id: schedaId });
}
