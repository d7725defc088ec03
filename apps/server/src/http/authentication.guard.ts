import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Sessions } from '#access';
import { ApiTokens, type Person } from '#people';
import { isAskedByPage } from './asked-by-page.js';
import './current-person.js';
import { isForeign } from './foreign-request.js';
import { FROM_ELSEWHERE } from './from-elsewhere.js';
import { httpProblem } from './http-problems.js';
import { PUBLIC } from './public.js';
import { shownSecret } from './session-cookie.js';

/** The scheme is case-insensitive (RFC 9110, section 11.1); the token is judged by who knows tokens. */
const bearer = /^Bearer +(\S+)$/i;

/** The token that a request shows; undefined for none. */
export function shownToken({ authorization }: FastifyRequest['headers']): string | undefined {
  return bearer.exec(authorization ?? '')?.[1];
}

/**
 * Lets in whoever shows a valid API token or the cookie of a session, and nobody else but on public routes;
 * what changes something never from a page of somebody else. Register it globally.
 */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly sessions: Sessions,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Problem request-foreign, token-missing, token-invalid, session-over */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { method, headers, host } = request;
    const token = shownToken(headers);
    const route = [context.getHandler(), context.getClass()];
    const is = (mark: string) =>
      this.reflector.getAllAndOverride<boolean | undefined>(mark, route) === true;
    const provenance = { method, headers, host, hasToken: token !== undefined };
    if (!is(FROM_ELSEWHERE) && isForeign(provenance)) throw httpProblem('request-foreign');
    if (is(PUBLIC)) return true;
    if (token === undefined) this.#recogniseSession(request);
    else request.person = this.#byToken(token);
    return true;
  }

  #byToken(token: string): Person {
    const person = this.tokens.identify(token);
    if (person === undefined) throw httpProblem('token-invalid');
    return person;
  }

  #recogniseSession(request: FastifyRequest): void {
    const secret = shownSecret(request.headers.cookie);
    if (secret === undefined) throw httpProblem('token-missing');
    const found = this.sessions.identify(secret, !isAskedByPage(request));
    if (found === undefined) throw httpProblem('session-over');
    request.person = found.person;
    request.session = found.session;
  }
}
