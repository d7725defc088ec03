import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EventStore, type Position } from '#event-store';
import { mailboxEvent, mailboxStream, type MailboxFact } from '#notifications';
import type { Person } from '#people';
import { Clock, POLICY_VERSION } from '#planning';
import { actorOf } from '../audit/access-trail.js';

/** A fact to be recorded in a mailbox. */
export interface MailboxEntry {
  readonly zone: string;
  /** Whose mailbox; who does it is told apart. */
  readonly recipientId: string;
  readonly fact: MailboxFact;
  readonly by: Person;
  /** For what counts once, however often it is said. Default: a new one. */
  readonly eventId?: string;
}

/** Records what people do with their notices, and how they want them. None of it is a fact of a cycle or register. */
@Injectable()
export class Mailboxes {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  /** Answers once it is durable, with where it stands. @throws StoreUnavailable */
  async record({ zone, recipientId, fact, by, eventId }: MailboxEntry): Promise<Position> {
    const event = mailboxEvent(fact, {
      eventId: eventId ?? randomUUID(),
      actor: actorOf(by),
      nowMs: this.clock.nowMs(),
      policy: POLICY_VERSION,
    });
    const { position } = await this.store.append(mailboxStream(zone, recipientId), [event], 'any');
    return position;
  }
}
