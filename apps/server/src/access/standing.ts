import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Sessions } from '#access';
import { romeDay } from '#calendar';
import { StoreUnavailable } from '#event-store';
import type { Person } from '#people';
import { Clock, isDeactivated, Lives, organisationOf, organisationOn, streamOf } from '#planning';
import { httpProblem } from '../http/http-problems.js';
import { Entrance } from './entrance.js';

/**
 * After it is known who asks: somebody whom the register of their zone says is suspended or has left is nobody
 * any more, from that fact on, at every instance that reads the log. Their session ends here,
 * and that is recorded.
 */
@Injectable()
export class StandingGuard implements CanActivate {
  constructor(
    private readonly lives: Lives,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly entrance: Entrance,
  ) {}

  /** @throws Problem session-over, token-invalid */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { person, session } = context.switchToHttp().getRequest<FastifyRequest>();
    if (person === undefined || !(await this.#isDeactivated(person))) return true;
    if (session === undefined) throw httpProblem('token-invalid');
    const ended = this.sessions.take(session.id);
    // Of two requests at once one ends it.
    if (ended) await this.entrance.left(ended, 'deactivated');
    throw httpProblem('session-over');
  }

  async #isDeactivated({ zone, personId }: Person): Promise<boolean> {
    try {
      const life = await this.lives.current(streamOf(organisationOf(zone)));
      const organisation = organisationOn(life, romeDay(this.clock.nowMs()));
      return organisation !== undefined && isDeactivated(organisation, personId);
    } catch (error) {
      // While the log is away nothing of the domain is read or written: each of those asks the register again.
      if (error instanceof StoreUnavailable) return false;
      throw error;
    }
  }
}
