import { Injectable, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { Duties } from '#duties';
import { EventStore } from '#event-store';
import { Clock, Lives, Pipeline } from '#planning';
import { Projections } from '#projections';
import { ArmedDeadlinesProjection } from './armed-deadlines.projection.js';
import { keeperOn } from './keeper-on.js';

/** Takes the keeping of deadlines on as a duty. */
@Injectable()
class DeadlinesDuty implements OnModuleInit {
  constructor(
    private readonly duties: Duties,
    private readonly projections: Projections,
    private readonly store: EventStore,
    private readonly pipeline: Pipeline,
    private readonly clock: Clock,
    private readonly lives: Lives,
  ) {}

  onModuleInit(): void {
    this.projections.start([new ArmedDeadlinesProjection()]);
    const { pipeline, clock, store, projections, lives } = this;
    const keeper = keeperOn({ pipeline, clock, store, projections, lives });
    this.duties.perform('deadlines', keeper.keep, keeper.remark);
  }
}

/** Keeps the deadlines, whenever this instance has the turn of duty. */
@Module({})
export class DeadlinesModule {
  /** Expects `Duties`, `Projections`, the store and the domain from elsewhere. */
  static forRoot(): DynamicModule {
    return { module: DeadlinesModule, providers: [DeadlinesDuty] };
  }
}
