import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import './current-person.js';
import { httpProblem } from './http-problems.js';
import { RATE_LIMIT_WINDOW_MS, rateLimits, type Counted, type RateLimit } from './rate-limits.js';

type Count = ReturnType<FastifyInstance['createRateLimit']>;

/** Who is counted: an address, or a person. */
export type Counterpart = 'address' | 'person';

/**
 * Counts the requests of addresses and persons in this process, and refuses those that are too many. Each count
 * remembers 5,000 of them, and forgets the one that was quiet longest: it never grows beyond that.
 */
@Injectable()
export class RequestCounts {
  readonly #counts = new Map<string, Count>();

  /** @param times by how much the limits are multiplied; 'off' only where a test or a demonstration hurries */
  constructor(private readonly times: number | 'off') {}

  /** @throws Problem too-many-requests, which says in how many seconds to come again */
  async add(
    what: Counted,
    who: Counterpart,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const limit: RateLimit = rateLimits[what];
    const max = who === 'address' ? limit.perAddress : limit.perPerson;
    if (this.times === 'off' || max === undefined) return;
    const count = this.#count(`${what} ${who}`, who, max * this.times, request.server);
    const counted = await count(request);
    if (counted.isAllowed) return;
    const { remaining, ttlInSeconds: seconds, isExceeded } = counted;
    // draft-ietf-httpapi-ratelimit-headers-07, of which browsers and tools know these three.
    reply.headers({
      'ratelimit-limit': counted.max,
      'ratelimit-remaining': remaining,
      'ratelimit-reset': seconds,
    });
    if (!isExceeded) return;
    throw httpProblem('too-many-requests', {
      headers: { 'retry-after': String(seconds) },
      extensions: { counted: what, per: who, seconds },
    });
  }

  #count(name: string, who: Counterpart, max: number, fastify: FastifyInstance): Count {
    let count = this.#counts.get(name);
    if (count === undefined) {
      count = fastify.createRateLimit({
        max,
        timeWindow: RATE_LIMIT_WINDOW_MS,
        ...(who === 'person' && {
          keyGenerator: ({ person }: FastifyRequest) => person?.personId ?? '',
        }),
      });
      this.#counts.set(name, count);
    }
    return count;
  }
}
