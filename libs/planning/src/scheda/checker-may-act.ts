import type { Person } from '#people';
import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { Scheda } from './scheda.data.js';

/**
 * Four eyes: who wrote or submitted a scheda does not check it, and its responsible head does not either.
 * Undefined when the person may go on.
 */
export function checkerMayAct(scheda: Readonly<Scheda>, person: Person): Refusal | undefined {
  if (scheda.authors.includes(person.personId)) return refuse('own-scheda');
  if (scheda.personId === person.personId) return refuse('own-unit-head');
  return undefined;
}
