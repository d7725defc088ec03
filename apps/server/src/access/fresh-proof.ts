import type { FastifyRequest } from 'fastify';
import type { Session } from '#access';
import '../http/current-person.js';
import { httpProblem } from '../http/http-problems.js';

/** For so long a proof is fresh enough to change how one proves who one is: 10 minutes. */
export const FRESH_PROOF_MS = 10 * 60_000;

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
  const ageMs = nowMs - session.authenticatedAtMs;
  if (session.method === 'emergency' || ageMs > FRESH_PROOF_MS || ageMs < -60_000) {
    throw httpProblem('proof-needed');
  }
  return session;
}
