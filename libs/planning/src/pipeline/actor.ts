import type { CommandEnvelope } from '../command/cycle-command.js';
import { present } from '../command/present.js';
import type { ActorInFact } from '../envelope.js';

/** Who did it or tried to, as it is recorded: the real hand in its own role, then for whom. */
export function actorOf(
  { person, onBehalfOf }: Pick<CommandEnvelope, 'person' | 'onBehalfOf'>,
  delegationId: string | undefined,
): ActorInFact {
  const { personId, role, unitId, authMethod, authenticatedAtMs } = person;
  return {
    personId,
    role,
    ...present({ unitId }),
    authMethod,
    ...(authenticatedAtMs !== undefined && {
      authenticatedAt: new Date(authenticatedAtMs).toISOString(),
    }),
    ...present({ onBehalfOf, delegationId }),
  };
}
