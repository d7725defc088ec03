/** Who did it: the real hand first. Ids only; names live in a directory that can be corrected and erased. */
export interface ActorInFact {
  readonly personId: string;
  readonly role: string;
  readonly unitId?: string;
  readonly authMethod: string;
  /** When they had proved who they are, ISO 8601 UTC; absent for a program with a token. */
  readonly authenticatedAt?: string;
  /** For whom, where it was done on behalf of somebody, and by which delegation of the organisation. */
  readonly onBehalfOf?: string;
  readonly delegationId?: string;
}

/** What stands around every fact, without exception: who, when in both clocks, by which command and rule. */
export interface Envelope {
  readonly actor: ActorInFact;
  /** The day it happened in the world, Europe/Rome. */
  readonly occurredOn: string;
  /** The instant it was written, ISO 8601 UTC; never before the instant of the fact before it. */
  readonly recordedAt: string;
  /** Why it was recorded later than `LATE_AFTER_DAYS` calendar days after it happened. */
  readonly lateReason?: string;
  readonly commandId: string;
  /** SHA-256 of the command as asked: the same id with another content is a mistake, not a retry. */
  readonly commandDigest: string;
  /** The rule of the policy that allowed it. */
  readonly rule: string;
  /** Which policy: `2026-11.1+ab12cd34`. Absent from facts that are older than versions. */
  readonly policy?: string;
  readonly definition: { readonly id: string; readonly version: number };
  /** Version of the fact's own shape. */
  readonly schemaVersion: number;
  /** The other cycles and registers the decision looked at, each with the revision it had then. */
  readonly lookedAt?: Readonly<Record<string, number>>;
  /** Why, in the words of the actor, where the command asks for a reason. */
  readonly reason?: string;
}

/** After how many calendar days a fact counts as recorded late and needs a reason. */
export const LATE_AFTER_DAYS = 3;
