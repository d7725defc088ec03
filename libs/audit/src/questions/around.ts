import type { RecordedEvent } from '#event-store';
import type { Envelope } from '#planning';

/** Who did something, when and why, as it stands around a fact. Null is not said. */
export interface Around {
  readonly by: string;
  readonly role: string;
  readonly onBehalfOf: string | null;
  readonly delegationId: string | null;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly reason: string | null;
  readonly rule: string;
}

/** Reads it of a fact of a cycle or of a register. */
export function aroundOf({ metadata }: Pick<RecordedEvent, 'metadata'>): Around {
  // Written by our own pipeline, and by nothing else.
  const { actor, occurredOn, recordedAt, reason, rule } = metadata as unknown as Envelope;
  return {
    ...{ by: actor.personId, role: actor.role, onBehalfOf: actor.onBehalfOf ?? null },
    ...{ delegationId: actor.delegationId ?? null, occurredOn, recordedAt },
    ...{ reason: reason ?? null, rule },
  };
}
