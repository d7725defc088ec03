import { Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { EventStore } from '#event-store';
import { CalendarFeeds, CalendarFeedsProjection } from '#notifications';
import { Clock, POLICY_VERSION } from '#planning';
import { Projections } from '#projections';

/** Begins after the views of the domain. */
@Injectable()
class CalendarFeedsView implements OnApplicationBootstrap {
  constructor(private readonly projections: Projections) {}

  onApplicationBootstrap(): void {
    this.projections.start([new CalendarFeedsProjection()]);
  }
}

/** The secret addresses of personal calendars. Needs the modules of the log, of planning and of projections. */
@Module({
  providers: [
    CalendarFeedsView,
    {
      provide: CalendarFeeds,
      inject: [EventStore, Projections, Clock],
      useFactory: (store: EventStore, projections: Projections, clock: Clock) =>
        new CalendarFeeds({
          store,
          feeds: {
            read: (query) => projections.of(CalendarFeedsProjection).read(query),
            reached: (position, reach) =>
              projections.of(CalendarFeedsProjection).reached(position, reach),
          },
          nowMs: () => clock.nowMs(),
          policy: POLICY_VERSION,
        }),
    },
  ],
  exports: [CalendarFeeds],
})
export class CalendarsModule {}
