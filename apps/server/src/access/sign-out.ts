import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Oidc, Sessions } from '#access';
import { SecurityLog } from '../http/security-log.js';
import { noSessionCookie } from '../http/session-cookie.js';
import { mustHaveSession } from './fresh-proof.js';
import { PublicUrl } from './public-url.js';

/** Ends the session of whoever asks, for the API and for the pages. */
@Injectable()
export class SignOut {
  constructor(
    private readonly sessions: Sessions,
    private readonly oidc: Oidc,
    private readonly security: SecurityLog,
    private readonly publicUrl: PublicUrl,
  ) {}

  /**
   * The browser forgets what it kept of us.
   * @returns where the provider wants to be told, too; undefined where there is none
   * @throws Problem forbidden without a session
   */
  async signOut(request: FastifyRequest, reply: FastifyReply): Promise<string | undefined> {
    const session = mustHaveSession(request);
    this.sessions.endById(session.id);
    this.security.noteRequest('signed-out', request);
    reply.header('set-cookie', noSessionCookie);
    reply.header('clear-site-data', '"cache", "cookies", "storage"');
    return this.oidc.signOut.addressAt(session.id, `${this.publicUrl.origin}/`);
  }
}
