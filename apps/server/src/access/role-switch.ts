import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '#access';
import { AccessTrail } from '../audit/access-trail.js';
import { httpProblem } from '../http/http-problems.js';
import { shownSecret } from '../http/session-cookie.js';
import { Arrivals } from './arrivals.js';
import { Entrance } from './entrance.js';
import { mustHaveSession } from './fresh-proof.js';
import { HeldRoles } from './held-roles.js';
import type { ShownSelf } from './session-view.js';

/** A role as somebody asks for it. */
export interface WantedRole {
  readonly zone: string;
  readonly role: string;
  readonly unitId?: string | undefined;
}

/** Lets people act in another of their roles; whoever has the old secret of the session is out. */
@Injectable()
export class RoleSwitch {
  constructor(
    private readonly access: Access,
    private readonly arrivals: Arrivals,
    private readonly entrance: Entrance,
    private readonly held: HeldRoles,
    private readonly trail: AccessTrail,
  ) {}

  /** @throws Problem session-needed, no-role-held, session-over */
  async switchTo(
    { zone, role, unitId }: WantedRole,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<ShownSelf> {
    const session = mustHaveSession(request);
    const held = session.method === 'emergency' ? [] : await this.held.known(session.personId);
    const wanted = held.find(
      (each) => each.zone === zone && each.role === role && each.unitId === unitId,
    );
    if (!wanted) throw httpProblem('no-role-held');
    const secret = shownSecret(request.headers.cookie) ?? '';
    const acting = { zone, role: wanted.role, unitId };
    const opened = this.access.sessions.switchRole(secret, acting);
    if (opened === undefined) throw httpProblem('session-over');
    await this.entrance.left(session, 'other-role');
    await this.trail.cameIn(opened.session, request.id);
    return this.arrivals.handOver(opened, request, reply);
  }
}
