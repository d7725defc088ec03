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

const LOOK_EVERY_MS = 60_000;

/**
 * Which programs are told of which facts stands in a file, and from when on in the log: a program is told of what comes
 * after it was named there. One that could not be told for days, or that has answered that it wants nothing any
 * more, is told no more, also after a new start, until a message that somebody had sent again gets through, or the file
 * names other facts for it.
 */
export class RegisteredWebhooks {
  readonly #logger = new Logger(RegisteredWebhooks.name);

  constructor(private readonly parts: RegisteredWebhooksParts) {}

  /** As a duty. @throws StoreUnavailable, ProjectionUnavailable: begun again, it finds what is missing */
  readonly keep: Work = async (over, stillHeld) => {
    await this.parts.notices.ready();
    if (stillHeld()) await this.#follow();
    while (!over.aborted) {
      if (stillHeld()) await this.#giveUp();
      if (stillHeld()) await this.#takeBack();
      await this.parts.pause(LOOK_EVERY_MS, over);
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

  async #giveUp(): Promise<void> {
    for (const each of this.parts.notices.read(hopelessWebhooks)) {
      await this.#record(each, { type: 'WebhookRemoved', data: { givenUp: true } });
      this.#logger.warn(
        `${each.recipientId} could not be told of anything for days, or wants nothing any more: it is told no more ` +
          'until something that was sent again gets through',
      );
    }
  }

  async #takeBack(): Promise<void> {
    for (const each of this.parts.notices.read(reachedWebhooks)) {
      await this.#record(each, { type: 'WebhookRegistered', data: { types: each.types } });
      this.#logger.log(`${each.recipientId} can be told again, of what is recorded from now on`);
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

function webhooksIn(rows: readonly Readonly<Record<string, unknown>>[]): readonly Registered[] {
  return rows.map((row) => ({
    zone: row['zone'] as string,
    recipientId: row['recipient_id'] as string,
    // Written by this very program.
    types: JSON.parse(row['types'] as string) as readonly string[],
  }));
}

/** Those the log knows, also those that were given up. */
const registeredWebhooks = (database: DatabaseSync): readonly Registered[] =>
  webhooksIn(findRegistered(database).all());
/** Those of which a message was given up or refused for good since they were named, and none has arrived since. */
const hopelessWebhooks = (database: DatabaseSync): readonly Registered[] =>
  webhooksIn(findHopeless(database).all());
/** Those that were given up, and to which something has got through since. */
const reachedWebhooks = (database: DatabaseSync): readonly Registered[] =>
  webhooksIn(findReached(database).all());

const findRegistered = statement('SELECT zone, recipient_id, types FROM webhook');
const DELIVERY = `
  SELECT 1 FROM delivery
  WHERE delivery.zone = webhook.zone AND delivery.recipient_id = webhook.recipient_id
    AND channel = 'webhook'`;
const findHopeless = statement(`
  SELECT zone, recipient_id, types FROM webhook
  WHERE given_up_at IS NULL AND EXISTS (
    ${DELIVERY} AND state IN ('given-up', 'refused') AND changed_at > registered_at
      AND changed_at > coalesce((
      SELECT max(arrived.changed_at) FROM delivery AS arrived
      WHERE arrived.zone = webhook.zone AND arrived.recipient_id = webhook.recipient_id
        AND arrived.channel = 'webhook' AND arrived.state = 'sent'), ''))`);
const findReached = statement(`
  SELECT zone, recipient_id, types FROM webhook
  WHERE given_up_at IS NOT NULL
    AND EXISTS (${DELIVERY} AND state = 'sent' AND changed_at > given_up_at)`);
