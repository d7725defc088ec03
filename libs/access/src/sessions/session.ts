import type { Person, Role } from '#people';
import type { SignedIn } from '../signed-in.js';
import type { CoarseOrigin } from './origin.js';

/** Somebody at work: one person, in one zone, in one role. Holds no secret. */
export interface Session {
  /** Public: names the session in lists and records, opens nothing. Stays when the secret changes. */
  readonly id: string;
  readonly personId: string;
  readonly zone: string;
  readonly role: Role;
  readonly unitId?: string;
  readonly method: SignedIn['method'];
  readonly authenticatedAtMs: number;
  /** As in SignedIn, until its person confirms who they are. */
  readonly isWeakProof?: true;
  readonly origin: CoarseOrigin;
  readonly createdMs: number;
  /** To the minute. */
  readonly lastSeenMs: number;
  /** When it ends whatever happens. */
  readonly endsMs: number;
}

/** The person a session stands for, as the policy and the facts know them. */
export function personIn(session: Session): Person {
  const { personId, role, zone, unitId, method, authenticatedAtMs, isWeakProof } = session;
  return Object.freeze({
    personId,
    role,
    zone,
    ...(unitId === undefined ? {} : { unitId }),
    authMethod: method,
    authenticatedAtMs,
    ...(isWeakProof && { isWeakProof }),
  });
}
