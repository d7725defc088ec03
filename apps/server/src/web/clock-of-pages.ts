import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Clock } from '#planning';

declare module 'fastify' {
  interface FastifyInstance {
    /** The clock by which pages say when they were made: milliseconds since 1970 (UTC). */
    readonly nowMs: () => number;
  }
}

/** Gives the frame of pages the clock that the facts are recorded by: there is one of them. */
@Injectable()
export class ClockOfPages implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const nowMs = (): number => this.clock.nowMs();
    // The adapter is the Fastify of this application.
    this.host.httpAdapter.getInstance<FastifyInstance>().decorate('nowMs', nowMs);
  }
}
