import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import type { Work } from '#duties';
import type { EventStore } from '#event-store';
import { theProgram } from '#people';
import type { Projector } from '#projections';
import { mailboxStream, type MailboxFact } from '../mailbox.facts.js';
import { mailboxEvent } from '../mailbox-event.js';
import { statement } from '../statement.js';
import { webhookRecipient, type WebhookEndpoint } from './webhook-endpoint.js';

export interface RegisteredWebhooksParts {
  readonly endpoints: readonly WebhookEndpoint[];
  readonly notices: Pick<Projector, 'read' | 'ready'>;
  readonly store: Pick<EventStore, 'append'>;
  readonly nowMs: () => number;
  /** Which policy is in force: it stands in what is recorded. */
  readonly policy: string;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

interface Registered {
  readonly zone: string;
  readonly recipientId: string;
  readonly types: readonly string[];
}

const LOOK_EVERY_MS = 3_600_000;

/**
 * Which programs are told of which facts stands in a file, and from when on in the log: a program is told of what comes
 * after it was named there. One that could not be told for days is told no more, until somebody starts the server again.
 */
export class RegisteredWebhooks {
  readonly #logger = new Logger(RegisteredWebhooks.name);

  constructor(private readonly parts: RegisteredWebhooksParts) {}

  /** As a duty. @throws StoreUnavailable, ProjectionUnavailable: begun again, it finds what is missing */
  readonly keep: Work = async (over, stillHeld) => {
    await this.parts.notices.ready();
    if (stillHeld()) await this.#follow();
    while (!over.aborted) {
      await this.parts.pause(LOOK_EVERY_MS, over);
      if (stillHeld()) await this.#release();
    }
  };

  /** Records what the file says otherwise than the log. */
  async #follow(): Promise<void> {
    const named = this.parts.endpoints.flatMap(({ id, zones, types }): readonly Registered[] =>
      zones.map((zone) => ({ zone, recipientId: webhookRecipient(id), types })),
    );
    const registered = this.parts.notices.read(registeredWebhooks);
    for (const each of named) {
      const before = registered.find((other) => isSame(each, other));
      if (before && areEqual(before.types, each.types)) continue;
      await this.#record(each, { type: 'WebhookRegistered', data: { types: each.types } });
    }
    for (const each of registered)
      if (!named.some((other) => isSame(each, other)))
        await this.#record(each, { type: 'WebhookRemoved', data: {} });
  }

  async #release(): Promise<void> {
    for (const each of this.parts.notices.read(givenUpWebhooks)) {
      await this.#record(each, { type: 'WebhookRemoved', data: {} });
      this.#logger.warn(
        `${each.recipientId} could not be told of anything for days: until the next start it is told no more`,
      );
    }
  }

  async #record(
    { zone, recipientId }: Pick<Registered, 'zone' | 'recipientId'>,
    fact: MailboxFact,
  ): Promise<void> {
    const { personId, role, authMethod } = theProgram(zone);
    const actor = { personId, role, authMethod };
    // Said twice it is no more than said once.
    const { store, nowMs, policy } = this.parts;
    const event = mailboxEvent(fact, { eventId: randomUUID(), actor, nowMs: nowMs(), policy });
    await store.append(mailboxStream(zone, recipientId), [event], 'any');
  }
}

function isSame(
  one: Pick<Registered, 'zone' | 'recipientId'>,
  other: Pick<Registered, 'zone' | 'recipientId'>,
): boolean {
  return one.zone === other.zone && one.recipientId === other.recipientId;
}

function areEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((type, index) => type === other[index]);
}

function registeredWebhooks(database: DatabaseSync): readonly Registered[] {
  return findRegistered(database)
    .all()
    .map((row) => ({
      zone: row['zone'] as string,
      recipientId: row['recipient_id'] as string,
      // Written by this very program.
      types: JSON.parse(row['types'] as string) as readonly string[],
    }));
}

/** Those of which a message was given up, and none has arrived since. */
function givenUpWebhooks(
  database: DatabaseSync,
): readonly Pick<Registered, 'zone' | 'recipientId'>[] {
  return findGivenUp(database)
    .all()
    .map((row) => ({
      zone: row['zone'] as string,
      recipientId: row['recipient_id'] as string,
    }));
}

const findRegistered = statement('SELECT zone, recipient_id, types FROM webhook');
const findGivenUp = statement(`
  SELECT zone, recipient_id FROM webhook
  WHERE EXISTS (
    SELECT 1 FROM delivery
    WHERE delivery.zone = webhook.zone AND delivery.recipient_id = webhook.recipient_id
      AND channel = 'webhook' AND state = 'given-up'
      AND changed_at > coalesce((
        SELECT max(arrived.changed_at) FROM delivery AS arrived
        WHERE arrived.zone = webhook.zone AND arrived.recipient_id = webhook.recipient_id
          AND arrived.channel = 'webhook' AND arrived.state = 'sent'), ''))`);
