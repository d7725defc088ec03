import { roles, verb } from '../command/verb.js';
import { GroundedAct } from './grounded-act.js';

/** The approval was illegitimate and the organ annuls it; the cycle stays readable for ever. */
export class AnnulCycle extends GroundedAct {}

export const annulCycle = verb<AnnulCycle>({
  name: 'annul-cycle',
  command: AnnulCycle,
  title: { it: "Annulla d'ufficio il ciclo", en: 'Annul the cycle' },
  who: roles('SEG'),
  decisive: true,
  reason: 'required',
  facts: ['CycleAnnulled'],
  law: 'L. 241/1990 art. 21-nonies',
  decide: (_life, { act, ground }) => [{ type: 'CycleAnnulled', data: { act, ground } }],
});
