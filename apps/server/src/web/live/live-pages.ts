import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Sessions } from '#access';
import { ApiTokens, type Person } from '#people';
import { isDeactivated } from '#planning';
import { Projections } from '#projections';
import { CycleReader } from '../../api/cycle-reader.js';
import { shownToken } from '../../http/authentication.guard.js';
import { Problem } from '../../http/problem.js';
import { shownSecret } from '../../http/session-cookie.js';
import { Changes } from './changes.js';
import { EventStream } from './event-stream.js';
import { OpenStreams } from './open-streams.js';
import { RecordedBell } from './recorded-bell.js';

/** So often somebody is told something, if only that the connection holds; proxies wait for a minute. */
const PING_MS = 25_000;
/** How long the views may take to show what was recorded; after that they are read as they are. */
const VIEWS_MS = 2_000;
/** Facts that are recorded within this time are told of together. */
const GATHER_MS = 250;

/**
 * What somebody sees on a page, as a text that is another one when they see something else.
 * @throws Problem when they may not see it any more
 */
export type Seen = () => Promise<string>;

/**
 * Tells pages that are open when what they show has changed for those who look at them. What is recorded and changes
 * nothing for them is not told: not even that it happened. Nothing is lost while nobody listens, since a page says
 * what it shows, and is told at once if that is not what it would show now.
 */
@Injectable()
export class LivePages {
  readonly #logger = new Logger(LivePages.name);

  constructor(
    private readonly bell: RecordedBell,
    private readonly streams: OpenStreams,
    private readonly projections: Projections,
    private readonly reader: CycleReader,
    private readonly sessions: Sessions,
    private readonly tokens: ApiTokens,
  ) {}

  /**
   * Answers for as long as somebody listens, may see it, and is signed in.
   * @param asked.shown what the page shows, where the browser does not say it (`Last-Event-ID`)
   * @param asked.changes that there is something to see which is recorded nowhere
   * @throws Problem too-many-requests, and what `seen` throws at the beginning
   */
  async tell(
    request: FastifyRequest,
    reply: FastifyReply,
    {
      person,
      seen,
      shown,
      changes,
    }: { person: Person; seen: Seen; shown: string | undefined; changes?: Changes },
  ): Promise<void> {
    this.streams.mustHaveRoom(person);
    // From here on nothing is missed: what is recorded while this is read rings the bell.
    let position = this.bell.position;
    let now = await seen();
    reply.hijack();
    const stream = new EventStream(reply.raw);
    this.streams.add(stream, person);
    const lastId = request.headers['last-event-id'];
    const known = typeof lastId === 'string' && lastId !== '' ? lastId : shown;
    if (known !== now) stream.send(now, 'novita', 'nuovo');
    // Whoever does not say that they listen is told once.
    const listens = /\btext\/event-stream\b/.test(request.headers.accept ?? '');
    try {
      while (listens && !stream.ended.aborted) {
        await this.#rung(position, stream.ended, changes);
        ({ position } = this.bell);
        if (!(await this.#mayStill(request, person))) break;
        await this.#viewsShow(position, stream.ended);
        const then = await seen();
        if (then === now) stream.ping();
        else stream.send(then, 'novita', 'nuovo');
        now = then;
        await pause(GATHER_MS, undefined, { signal: stream.ended });
      }
    } catch (error) {
      // Who may see it no more is told when they ask again, as anybody who asks for a page.
      if (!(error instanceof Problem) && !stream.ended.aborted)
        this.#logger.warn(`An open page was told no more: ${String(error)}`);
    } finally {
      stream.end();
    }
  }

  /** Waits for something recorded, for a change that is not, or until it is time to say that the connection holds. */
  async #rung(position: number, ended: AbortSignal, changes = new Changes()): Promise<void> {
    await this.bell.rung(position, PING_MS, AbortSignal.any([ended, changes.next]));
    changes.looked();
  }

  /** Whether the session or token still opens, and its person is still here. */
  async #mayStill({ headers }: FastifyRequest, person: Person): Promise<boolean> {
    const token = shownToken(headers);
    const secret = shownSecret(headers.cookie) ?? '';
    const opens =
      token === undefined ? this.sessions.identify(secret, false) : this.tokens.identify(token);
    if (opens === undefined) return false;
    const organisation = await this.reader.organisation(person.zone);
    return organisation === undefined || !isDeactivated(organisation, person.personId);
  }

  async #viewsShow(position: number, signal: AbortSignal): Promise<void> {
    const within = { timeoutMs: VIEWS_MS, signal };
    const reached = this.projections.all().map((view) => view.reached(position, within));
    await Promise.allSettled(reached);
  }
}
