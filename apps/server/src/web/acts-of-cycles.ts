import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { cycleOf, CyclesProjection } from '#planning';
import { Projections, ProjectionUnavailable } from '#projections';

/** The act by which an organ approved a plan. */
export interface ActOfPlan {
  readonly number: string;
  /** `2024-04-03` */
  readonly on: string;
}

/** By which act the plan of a cycle was approved; undefined before there is one. */
export type ActOf = (cycleId: string) => ActOfPlan | undefined;

declare module 'fastify' {
  interface FastifyInstance {
    /** What every page of a cycle says of its act. */
    readonly actOf: ActOf;
  }
}

/**
 * Finds the act of a cycle for the frame of its pages: a row of a view, so that no page reads the log for it. It is
 * asked when a page is made, after whatever the page itself waited for.
 */
@Injectable()
export class ActsOfCycles implements OnModuleInit {
  readonly #logger = new Logger(ActsOfCycles.name);

  constructor(
    private readonly projections: Projections,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const actOf: ActOf = (cycleId) => this.#actOf(cycleId);
    // The adapter is the Fastify of this application.
    this.host.httpAdapter.getInstance<FastifyInstance>().decorate('actOf', actOf);
  }

  #actOf(cycleId: string): ActOfPlan | undefined {
    try {
      const row = this.projections
        .of(CyclesProjection)
        .read((database) => cycleOf(database, cycleId));
      const { outcome, actNumber, actDate } = row ?? {};
      const isApproved = outcome === 'approved' || outcome === 'approvedWithPrescriptions';
      return isApproved && actNumber && actDate ? { number: actNumber, on: actDate } : undefined;
    } catch (error) {
      if (!(error instanceof ProjectionUnavailable)) throw error;
      // The page is worth more than this line of it.
      this.#logger.warn(`The act of ${cycleId} is left out: ${error.message}`);
      return undefined;
    }
  }
}
