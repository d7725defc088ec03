import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { ApiTokens } from '#people';
import './current-person.js';
import { httpProblem } from './http-problems.js';
import { PUBLIC } from './public.js';

/** The scheme is case-insensitive (RFC 9110, section 11.1); the token is judged by who knows tokens. */
const bearer = /^Bearer +(\S+)$/i;

/** Lets in whoever shows a valid API token, and nobody else but on public routes. Register it globally. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Problem token-missing, token-invalid */
  canActivate(context: ExecutionContext): boolean {
    const route = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, route) === true) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = bearer.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw httpProblem('token-missing');
    const person = this.tokens.identify(token);
    if (person === undefined) throw httpProblem('token-invalid');
    request.person = person;
    return true;
  }
}
