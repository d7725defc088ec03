import type { Person } from '#people';
import type { Refusal } from '#workflow';
import { refuse } from '../command/refuse.js';
import type { DeadlineBasis } from '../value-sets.js';

/** Whether a deadline is imposed by a law or a regional act. */
export const isBinding = (basis: DeadlineBasis): boolean =>
  basis === 'LAW' || basis === 'REGIONAL_ACT';

/**
 * A deadline that a law or a regional act imposes is the director's, and rests on a cited act. Undefined
 * when the person may go on.
 */
export function mayTouchDeadline(
  basis: DeadlineBasis,
  act: string | undefined,
  person: Person,
): Refusal | undefined {
  if (!isBinding(basis)) return undefined;
  if (person.role !== 'DIR') return refuse('director-sets-binding-deadlines');
  if (act === undefined) return refuse('deadline-act-needed');
  return undefined;
}
