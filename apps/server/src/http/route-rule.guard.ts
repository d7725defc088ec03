import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestCounts, type Counterpart } from './request-counts.js';
import { ruleOf } from './route-rules.js';

/** Counts a request for those it comes from, once by its address and once by who asks. */
abstract class CountingGuard implements CanActivate {
  constructor(
    private readonly counts: RequestCounts,
    private readonly who: Counterpart,
  ) {}

  /** @throws Problem too-many-requests; Error for a route without a rule */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const rule = ruleOf(request);
    if (rule === undefined) {
      throw new Error(`The route ${request.method} ${request.routeOptions.url ?? ''} has no rule`);
    }
    const isKnown = this.who === 'address' || request.person !== undefined;
    if (rule.counted !== undefined && isKnown) {
      await this.counts.add(rule.counted, this.who, request, reply);
    }
    return true;
  }
}

/**
 * The first guard: a route has a rule, or nobody passes; and an address may ask only so often, before any work
 * is done for it.
 */
@Injectable()
export class RouteRuleGuard extends CountingGuard {
  constructor(counts: RequestCounts) {
    super(counts, 'address');
  }
}

/** After it is known who asks: a person may ask only so often, from wherever. */
@Injectable()
export class PersonCountGuard extends CountingGuard {
  constructor(counts: RequestCounts) {
    super(counts, 'person');
  }
}
