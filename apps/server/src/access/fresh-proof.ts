import type { FastifyRequest } from 'fastify';
import type { Session } from '#access';
import { isFreshProof } from '#people';
import '../http/current-person.js';
import { httpProblem } from '../http/http-problems.js';

/** The session of a person at a browser. @throws Problem session-needed for a token */
export function mustHaveSession({ session }: FastifyRequest): Session {
  if (session === undefined) throw httpProblem('session-needed');
  return session;
}

/**
 * The session of a person who has just proved who they are: an open screen is not enough to change a second
 * factor or the account of somebody else (ASVS 5.0 7.5.1).
 * @throws Problem session-needed, proof-needed
 */
export function mustBeFresh(request: FastifyRequest, nowMs: number): Session {
  const session = mustHaveSession(request);
  if (session.method === 'emergency' || !isFreshProof(session, nowMs))
    throw httpProblem('proof-needed');
  return session;
}
