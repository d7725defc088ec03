import { randomUUID } from 'node:crypto';
import type { EventStore } from '#event-store';
import type { Projector } from '#projections';
import { mailboxStream, type MailboxActor, type MailboxFact } from '../mailbox.facts.js';
import { mailboxEvent } from '../mailbox-event.js';
import { feedBySecret, feedOfPerson, type CalendarFeed } from './calendar-feeds.projection.js';
import {
  fingerprintOfSecret,
  isFeedSecret,
  isSameFingerprint,
  newFeedSecret,
} from './feed-secret.js';

/** How long a new address waits until this instance knows it. */
const PATIENCE_MS = 5_000;

/** What the feeds work with. */
export interface FeedParts {
  readonly store: Pick<EventStore, 'append'>;
  /** Of `CalendarFeedsProjection`. */
  readonly feeds: Pick<Projector, 'read' | 'reached'>;
  /** Milliseconds since 1970, UTC. */
  readonly nowMs: () => number;
  /** Which policy is in force: it stands in what is recorded. */
  readonly policy: string;
}

/** A secret that was just made. It is shown this once: what is kept does not lead back to it. */
export interface IssuedFeed {
  readonly secret: string;
  readonly issuedAt: string;
}

/** The secret addresses of personal calendars: given, taken back, and recognised. */
export class CalendarFeeds {
  constructor(private readonly parts: FeedParts) {}

  /** The feed of a person, if they have one. */
  of(zone: string, personId: string): CalendarFeed | undefined {
    return this.parts.feeds.read((database) => feedOfPerson(database, zone, personId));
  }

  /**
   * Gives a person a new address. The one they had is worth nothing from now on.
   * @throws StoreUnavailable, NotYetProjected: it may then be given or not; ask again
   */
  async issue(zone: string, owner: MailboxActor): Promise<IssuedFeed> {
    const secret = newFeedSecret();
    const data = { feedId: randomUUID(), secretSha256: fingerprintOfSecret(secret) };
    const issuedAt = await this.#record(zone, owner, { type: 'CalendarFeedIssued', data });
    return { secret, issuedAt };
  }

  /** Takes the address of a person back. @returns whether there was one @throws as `issue` */
  async revoke(zone: string, owner: MailboxActor): Promise<boolean> {
    const feed = this.of(zone, owner.personId);
    if (!feed) return false;
    const data = { feedId: feed.feedId };
    await this.#record(zone, owner, { type: 'CalendarFeedRevoked', data });
    return true;
  }

  /** Whose calendar a secret opens; undefined for one that is malformed, unknown or taken back. */
  recognise(secret: string): CalendarFeed | undefined {
    if (!isFeedSecret(secret)) return undefined;
    const shown = fingerprintOfSecret(secret);
    const found = this.parts.feeds.read((database) => feedBySecret(database, shown));
    return found && isSameFingerprint(found.secretSha256, shown) ? found.feed : undefined;
  }

  async #record(
    zone: string,
    actor: MailboxActor,
    fact: Extract<MailboxFact, { type: `CalendarFeed${string}` }>,
  ): Promise<string> {
    const { store, feeds, nowMs, policy } = this.parts;
    const atMs = nowMs();
    const event = mailboxEvent(fact, { eventId: randomUUID(), actor, nowMs: atMs, policy });
    const stream = mailboxStream(zone, actor.personId);
    const { position } = await store.append(stream, [event], 'any');
    await feeds.reached(position, { timeoutMs: PATIENCE_MS });
    return new Date(atMs).toISOString();
  }
}
