import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CalendarFeeds, type MailboxActor } from '#notifications';
import type { Person } from '#people';
import { NotYetProjected } from '#projections';
import { mustHaveSession } from '../access/fresh-proof.js';
import { PublicUrl } from '../access/public-url.js';
import { apiProblem } from '../api/api-problems.js';
import { CycleReader } from '../api/cycle-reader.js';
import { actorOf } from '../audit/access-trail.js';
import { httpProblem } from '../http/http-problems.js';
import { SecurityLog } from '../http/security-log.js';
import { addressOfFeed } from './calendar-addresses.js';

/** Whether somebody has a secret address, since when, and what to expect of it. */
export interface FeedStanding {
  readonly issuedAt: string | null;
  readonly note: { readonly it: string; readonly en: string };
}

/** A new address, which is shown this once. */
export type FeedAddress = FeedStanding & { readonly address: string };

const note = {
  it: 'I programmi di calendario si aggiornano ogni 8–24 ore, alcuni più di rado: per le novità ci sono gli avvisi. Abbonati all’indirizzo; chi scarica il file una volta non vede più i cambiamenti. L’indirizzo è segreto: chi lo ha legge il tuo calendario.',
  en: 'Calendar programs look again every 8 to 24 hours, some less often: for what is new there are the notices. Subscribe to the address; whoever downloads the file once sees no more changes. The address is secret: whoever has it reads your calendar.',
};

/** The personal calendar of somebody at a secret address: given, shown once, and taken back. */
@Injectable()
export class CalendarSubscription {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly reader: CycleReader,
    private readonly publicUrl: PublicUrl,
    private readonly security: SecurityLog,
  ) {}

  /** @throws Problem not-allowed, role-not-held */
  async standing(person: Person): Promise<FeedStanding> {
    await this.reader.mustRead(person, 'worklist');
    const { zone, personId } = person;
    return { issuedAt: this.feeds.of(zone, personId)?.issuedAt ?? null, note };
  }

  /** A new address. The one there was is worth nothing from now on. @throws Problem session-needed, forbidden */
  async issue(person: Person, request: FastifyRequest): Promise<FeedAddress> {
    const owner = await this.#owner(request, person);
    const { secret, issuedAt } = await projected(this.feeds.issue(person.zone, owner));
    this.security.noteRequest('access-changed', request, { what: 'calendar-feed-issued' });
    return { issuedAt, note, address: addressOfFeed(this.publicUrl.origin, secret) };
  }

  /** No address from now on. @throws Problem session-needed, forbidden */
  async revoke(person: Person, request: FastifyRequest): Promise<FeedStanding> {
    const owner = await this.#owner(request, person);
    if (await projected(this.feeds.revoke(person.zone, owner))) {
      this.security.noteRequest('access-changed', request, { what: 'calendar-feed-revoked' });
    }
    return { issuedAt: null, note };
  }

  /**
   * A person at a browser, who will still be somebody tomorrow: an address outlives a token, and an emergency must
   * leave no way in behind.
   * @throws Problem session-needed, forbidden, not-allowed, role-not-held
   */
  async #owner(request: FastifyRequest, person: Person): Promise<MailboxActor> {
    const { method } = mustHaveSession(request);
    if (method === 'emergency') throw httpProblem('forbidden');
    await this.reader.mustRead(person, 'cycle');
    return actorOf(person);
  }
}

/** @throws Problem not-yet-projected: it is recorded, and this instance does not know it yet */
async function projected<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotYetProjected) throw apiProblem('not-yet-projected', {}, error);
    throw error;
  }
}
