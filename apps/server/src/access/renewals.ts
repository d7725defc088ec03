import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access, type NotLetIn, type SignedIn, type ToWait } from '#access';
import { httpProblem } from '../http/http-problems.js';
import { shownSecret } from '../http/session-cookie.js';
import { Arrivals, networkOfRequest } from './arrivals.js';
import { mustHaveSession } from './fresh-proof.js';
import type { ShownSelf } from './session-view.js';

/** What proves once more who somebody is: the password and what their app shows. */
export interface ProofAgain {
  readonly password: string;
  readonly code: string;
}

/** Lets people prove once more who they are, for a decisive act; their session goes on under another secret. */
@Injectable()
export class Renewals {
  constructor(
    private readonly access: Access,
    private readonly arrivals: Arrivals,
  ) {}

  /** @throws Problem session-needed, session-over */
  async byPassword(
    { password, code }: ProofAgain,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ readonly outcome: 'renewed'; readonly self: ShownSelf } | NotLetIn | ToWait> {
    const { personId } = mustHaveSession(request);
    const { accounts, localAccounts } = this.access;
    const network = networkOfRequest(request);
    const { login = '' } = accounts.byPerson(personId) ?? {};
    const first = await localAccounts.begin({ login, password, network });
    if (first.outcome !== 'second-factor') return first;
    const second = localAccounts.secondFactor({ step: first.step, code, network });
    if (second.outcome !== 'signed-in') return second;
    return { outcome: 'renewed', self: await this.renew(second.signedIn, request, reply) };
  }

  /** @throws Problem session-over */
  renew(proof: SignedIn, request: FastifyRequest, reply: FastifyReply): Promise<ShownSelf> {
    const secret = shownSecret(request.headers.cookie) ?? '';
    const opened = this.access.sessions.renew(secret, proof);
    if (opened === undefined) throw httpProblem('session-over');
    return this.arrivals.handOver(opened, request, reply);
  }
}
