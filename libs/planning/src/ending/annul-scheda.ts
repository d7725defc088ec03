import { IsId } from '../command/fields.js';
import { refuse } from '../command/refuse.js';
import { roles, verb } from '../command/verb.js';
import { revisionUnderWay } from '../revision/revision.data.js';
import { GroundedAct } from './grounded-act.js';
import { planWithout } from './plan-without.js';

/**
 * One scheda of the plan was illegitimate and the organ annuls it. This is no revision: the rest of the plan
 * stands as it was approved, and what is in force from now on is the plan without it.
 */
export class AnnulScheda extends GroundedAct {
  @IsId()
  readonly schedaId!: string;
}

export const annulScheda = verb<AnnulScheda>({
  name: 'annul-scheda',
  command: AnnulScheda,
  title: { it: "Annulla d'ufficio la scheda", en: 'Annul the scheda' },
  who: roles('SEG'),
  decisive: true,
  reason: 'required',
  facts: ['SchedaAnnulled'],
  about: 'scheda',
  law: 'L. 241/1990 art. 21-nonies',
  decide({ data }, { schedaId, act, ground }, { fingerprint }) {
    const scheda = data.schede[schedaId];
    if (!scheda) return refuse('scheda-not-found', { id: schedaId });
    const revision = revisionUnderWay(data);
    if (revision?.manifest) return refuse('revision-verified', { number: revision.number });
    const manifestHash = fingerprint(planWithout(data.manifest, schedaId) ?? null);
    return [{ type: 'SchedaAnnulled', data: { schedaId, act, ground, manifestHash } }];
  },
});
