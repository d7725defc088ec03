import { createActor, type AnyStateMachine } from 'xstate';

/** What a machine asks for beside the state and the event. */
export type MachineScope = Parameters<AnyStateMachine['transition']>[2];

/**
 * The surroundings in which XState computes a step of a machine whose actions do nothing: what would go out
 * of it goes nowhere. XState's own `transition` makes an actor and its system anew for every step; one for
 * all steps of a machine is enough, since nothing of ours writes into it.
 */
export function inertScope(machine: AnyStateMachine): MachineScope {
  const self = createActor(machine);
  const { id, sessionId, system } = self;
  const nothing = (): void => undefined;
  return {
    self,
    id,
    sessionId,
    system,
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  };
}
