import type { Role } from '#people';
import type { Awaited, StateMeta } from '#workflow';
import type { PlanningFact } from '../planning-fact.js';
import type { DeadlineKind } from '../value-sets.js';

/** What our machines hear: the type of a recorded fact and, for a deliberation, its outcome. */
export interface MachineEvent {
  readonly type: PlanningFact['type'];
  readonly outcome?: unknown;
}

/** Edges for facts that may happen in a state and leave it where it is. */
export function permits<Type extends PlanningFact['type']>(
  ...types: readonly Type[]
): Record<Type, { readonly actions: 'permit' }> {
  return Object.fromEntries(types.map((type) => [type, { actions: 'permit' }])) as Record<
    Type,
    { readonly actions: 'permit' }
  >;
}

/** What a state is called, and the work it waits for. */
export function named(it: string, en: string, awaits?: Awaited): StateMeta {
  return { it, en, ...(awaits && { awaits }) };
}

/** A piece of work: who may do it, what it is in words, which fact does it and which deadline says by when. */
export function work(
  roles: readonly Role[],
  it: string,
  en: string,
  done: { readonly doneBy: PlanningFact['type']; readonly dueBy?: DeadlineKind },
): Awaited {
  return { roles, it, en, ...done };
}
