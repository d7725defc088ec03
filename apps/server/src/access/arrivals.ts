import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AccessRefused,
  networkOf,
  Sessions,
  type NotLetIn,
  type OpenedSession,
  type RequestOrigin,
  type SignedIn,
  type ToWait,
} from '#access';
import { httpProblem } from '../http/http-problems.js';
import type { Problem } from '../http/problem.js';
import { sessionCookie, shownSecret } from '../http/session-cookie.js';
import { Entrance } from './entrance.js';
import { SessionView, type ShownSelf } from './session-view.js';

/** Lets people in who have proved who they are: a session, its cookie, and what they see of it. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly entrance: Entrance,
    private readonly sessions: Sessions,
    private readonly view: SessionView,
  ) {}

  /** @throws Problem no-role-held */
  async letIn(
    signedIn: SignedIn,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<ShownSelf> {
    const opened = await this.entrance.enter(signedIn, originOf(request));
    return this.handOver(opened, request, reply);
  }

  /** A session of the coordinating office for an emergency: no register knows who it is. */
  emergency(signedIn: SignedIn, zone: string, request: FastifyRequest): OpenedSession {
    return this.sessions.begin({ ...signedIn, zone, role: 'UPc', origin: originOf(request) });
  }

  /** Gives a secret to the browser. Whoever was signed in with it before, in another session, is no longer. */
  async handOver(
    { secret, session }: OpenedSession,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<ShownSelf> {
    const before = this.sessions.identify(shownSecret(request.headers.cookie) ?? '');
    if (before && before.session.id !== session.id) {
      this.sessions.endById(before.session.id);
      await this.entrance.left(before.session, 'came-in-anew');
    }
    reply.header('set-cookie', sessionCookie(secret));
    const found = this.sessions.identify(secret);
    if (found === undefined) throw httpProblem('session-over');
    return this.view.self(found.person, session);
  }
}

/** Where a request comes from, as far as it is kept. */
function originOf({ headers, ip }: FastifyRequest): RequestOrigin {
  return { userAgent: headers['user-agent'], address: ip };
}

/** The network by which attempts are counted. */
export function networkOfRequest({ ip }: FastifyRequest): string {
  return networkOf(ip);
}

/** The answer to whoever is not let in, or has to wait. */
export function notLetIn(outcome: NotLetIn | ToWait): Problem | AccessRefused {
  if (outcome.outcome === 'refused') return new AccessRefused('sign-in-refused');
  const { seconds } = outcome;
  return httpProblem('sign-in-delayed', {
    headers: { 'retry-after': String(seconds) },
    extensions: { seconds },
  });
}
