import type { EventStore } from '#event-store';
import {
  deadlinesLateness,
  definitions,
  organisationOf,
  organisationOn,
  reminderRulesOf,
  SchedaTimesProjection,
  streamOf,
  workingCalendarOf,
  type Clock,
  type Lateness,
  type Lives,
  type Pipeline,
} from '#planning';
import type { Projections } from '#projections';
import { ArmedDeadlinesProjection } from './armed-deadlines.projection.js';
import { DeadlineKeeper } from './deadline-keeper.js';

/** How long the views may take to know what is recorded, before it is tried again. */
const UP_TO_DATE_MS = 10_000;

/** What was not done in time. */
const MISSED: ReadonlySet<Lateness> = new Set(['missing', 'late']);

/** When people are reminded in the lives of each definition. */
const rules = new Map(
  definitions.map(({ id, version, documents }) => [`${id}/${version}`, reminderRulesOf(documents)]),
);

/** The parts of an application that a keeper works with. */
export interface Application {
  readonly pipeline: Pipeline;
  readonly clock: Clock;
  readonly store: EventStore;
  /** With `ArmedDeadlinesProjection` and `SchedaTimesProjection`. */
  readonly projections: Projections;
  readonly lives: Lives;
}

/** The keeper of the deadlines of an application. */
export function keeperOn(application: Application): DeadlineKeeper {
  const { pipeline, clock, store, projections, lives } = application;
  return new DeadlineKeeper({
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
      workingCalendarOf(organisationOn(await lives.current(streamOf(organisationOf(zone))), today)),
    rulesOf: (name) => rules.get(name),
  });
}
