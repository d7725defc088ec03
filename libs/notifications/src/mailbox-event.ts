import type { JsonObject, NewEvent } from '#event-store';
import type { MailboxActor, MailboxEnvelope, MailboxFact } from './mailbox.facts.js';

/** A fact of a mailbox as the store takes it. */
export function mailboxEvent(
  fact: MailboxFact,
  {
    eventId,
    actor,
    nowMs,
    requestId,
    policy,
  }: {
    readonly eventId: string;
    readonly actor: MailboxActor;
    readonly nowMs: number;
    readonly requestId?: string | undefined;
    /** Which policy is in force. */
    readonly policy: string;
  },
): NewEvent {
  const metadata: MailboxEnvelope = {
    actor,
    recordedAt: new Date(nowMs).toISOString(),
    ...(requestId !== undefined && { requestId }),
    policy,
    schemaVersion: 1,
  };
  return {
    ...{ id: eventId, type: fact.type },
    // Plain data by their types.
    data: fact.data as unknown as JsonObject,
    metadata: metadata as unknown as JsonObject,
  };
}
