import { Injectable } from '@nestjs/common';
import {
  networkOf,
  Sessions,
  type OpenedSession,
  type RequestOrigin,
  type Session,
  type SignedIn,
} from '#access';
import type { SessionEnd } from '#access-log';
import { httpProblem } from '../http/http-problems.js';
import { AccessTrail } from '../audit/access-trail.js';
import { Entrance } from './entrance.js';
import { SecurityLog } from '../http/security-log.js';
import { HeldRoles } from './held-roles.js';

/** Whoever comes in acts in the first of the roles they hold; they may change to another one later. */
@Injectable()
export class RoleEntrance extends Entrance {
  constructor(
    private readonly held: HeldRoles,
    private readonly sessions: Sessions,
    private readonly security: SecurityLog,
    private readonly trail: AccessTrail,
  ) {
    super();
  }

  /** @throws Problem no-role-held, access-not-recorded */
  override async enter(signedIn: SignedIn, origin: RequestOrigin): Promise<OpenedSession> {
    const [first] = await this.held.known(signedIn.personId);
    if (first === undefined) throw httpProblem('no-role-held');
    const { zone, role, unitId } = first;
    const opened = this.sessions.begin({ ...signedIn, zone, role, unitId, origin });
    await this.trail.cameIn(opened.session);
    const { personId, method } = signedIn;
    const network = networkOf(origin.address);
    this.security.note('signed-in', { personId, method, sessionId: opened.session.id, network });
    return opened;
  }

  override async left(session: Session, why: SessionEnd): Promise<void> {
    const { personId, method, id: sessionId } = session;
    this.security.note('session-ended', { personId, method, sessionId, what: why });
    await this.trail.left(session, why);
  }
}
