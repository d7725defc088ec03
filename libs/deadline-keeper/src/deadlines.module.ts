import { Injectable, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { Duties } from '#duties';
import { EventStore } from '#event-store';
import {
  Clock,
  deadlinesLateness,
  definitions,
  Lives,
  organisationOf,
  organisationOn,
  Pipeline,
  reminderRulesOf,
  SchedaTimesProjection,
  streamOf,
  workingCalendarOf,
  type Lateness,
} from '#planning';
import { Projections } from '#projections';
import { ArmedDeadlinesProjection } from './armed-deadlines.projection.js';
import { DeadlineKeeper } from './deadline-keeper.js';

/** How long the views may take to know what is recorded, before it is tried again. */
const UP_TO_DATE_MS = 10_000;

/** What was not done in time; of what nothing says when it is done, that the day is over is all there is. */
const MISSED: ReadonlySet<Lateness> = new Set(['missing', 'late', 'untold']);

/** When people are reminded in the lives of each definition. */
const rules = new Map(
  definitions.map(({ id, version, documents }) => [`${id}/${version}`, reminderRulesOf(documents)]),
);

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
    const keeper = new DeadlineKeeper({
      ...{ pipeline, clock, armed: projections.of(ArmedDeadlinesProjection) },
      upToDate: async (signal) => {
        const times = projections.of(SchedaTimesProjection);
        await times.reached(await store.end(), { timeoutMs: UP_TO_DATE_MS, signal });
      },
      missed: (cycleId, on) => {
        const all = projections
          .of(SchedaTimesProjection)
          .read((database) => deadlinesLateness(database, { cycleId, on }));
        const missed = all.filter(({ lateness }) => MISSED.has(lateness));
        return new Set(missed.map(({ deadlineId }) => deadlineId));
      },
      calendarOf: async (zone, today) =>
        workingCalendarOf(
          organisationOn(await lives.current(streamOf(organisationOf(zone))), today),
        ),
      rulesOf: (name) => rules.get(name),
    });
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
