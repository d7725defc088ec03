import type { PlanningFact } from '../planning-fact.js';

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
