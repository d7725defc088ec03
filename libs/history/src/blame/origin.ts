import { romeDay, daysBetween } from '#calendar';
import type { RecordedEvent } from '#event-store';
import { factWords, type Envelope, type FactWords } from '#planning';

/** By which fact something came to be as it is: whose hand, for whom, when by both clocks, and why. */
export interface Origin {
  readonly revision: number;
  readonly eventId: string;
  readonly type: string;
  readonly words: FactWords;
  readonly recordedAt: string;
  readonly occurredOn: string;
  /** Calendar days between the two, Europe/Rome. */
  readonly daysLate: number;
  /** The hand, with its own role. */
  readonly by: string;
  readonly role: string;
  /** Null for what was done in the own name. */
  readonly onBehalfOf: string | null;
  /** The role by whose right it was done. */
  readonly actedAs: string;
  readonly reason: string | null;
  readonly lateReason: string | null;
}

/** The origin that a fact is. */
export function originIn({ revision, id, type, metadata }: RecordedEvent): Origin {
  // Written by our own pipeline.
  const { actor, rule, recordedAt, occurredOn, reason, lateReason } =
    metadata as unknown as Envelope;
  const { personId, role, onBehalfOf } = actor;
  // `decide-co-programming/DIR`: on behalf of somebody the right is theirs.
  const [, actedAs = role] = onBehalfOf === undefined ? [] : rule.split('/');
  return {
    ...{ revision, eventId: id, type, words: factWords(type), recordedAt, occurredOn },
    daysLate: Math.max(0, daysBetween(occurredOn, romeDay(Date.parse(recordedAt)))),
    ...{ by: personId, role, onBehalfOf: onBehalfOf ?? null, actedAs },
    ...{ reason: reason ?? null, lateReason: lateReason ?? null },
  };
}
