import { explain, type Fact, type Refusal } from '#workflow';
import { refuse } from './refuse.js';
import type { CycleLife } from './verb.js';

/** The refusal of a fact that the machines do not accept where they stand, with the states in words. */
export function notNow(life: Readonly<CycleLife>, fact: Fact): Refusal {
  const explanation = explain(life, fact);
  if (explanation.accepted) throw new Error(`${fact.type} is accepted now: nothing to refuse`);
  return refuse('not-now', {
    standing: explanation.standing.map(({ it }) => it).join(', '),
    needed: explanation.needed.map(({ it }) => it).join(', '),
  });
}
