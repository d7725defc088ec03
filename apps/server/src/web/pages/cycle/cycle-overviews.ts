import { Injectable } from '@nestjs/common';
import { pageOfTimeline, Tracks, type TimelineRow } from '#history';
import {
  NoticesProjection,
  pressingOf,
  progressOf,
  reads,
  remindedByHand,
  SchedaContentProjection,
  SchedaTimesProjection,
  streamOf,
  workingCalendarOf,
  type CycleLife,
  type OrganisationOn,
} from '#planning';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { HistoryReader } from '../../../api/history-reader.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { unitsToldOf } from '../../../api/units-told-of.js';
import { WorkedOutOnce } from '../../worked-out-once.js';
import { cycleOverview, type CycleOverview } from './cycle-overview.js';

/** Overviews kept at once: those of the office, and of some heads with their own units. */
const KEPT = 64;
/** The last rows of the history are found among so many facts, and so many of them are shown. */
const [LOOKED_AT, SHOWN_ROWS] = [60, 6];

const views = [SchedaContentProjection, SchedaTimesProjection, NoticesProjection] as const;

/** A cycle with what somebody may see of it at a glance. */
export interface SeenCycle {
  readonly life: Readonly<CycleLife>;
  readonly organisation: OrganisationOn | undefined;
  readonly overview: CycleOverview;
  /** Whether they may be told of the schede of a unit. */
  readonly sees: (unitId: string) => boolean;
}

/**
 * What people see of a cycle at a glance. It is worked out once for all who may see the same, as long as nothing is
 * recorded and the day is the same.
 */
@Injectable()
export class CycleOverviews {
  readonly #overviews = new WorkedOutOnce<CycleOverview>(KEPT);

  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly history: HistoryReader,
    private readonly tracks: Tracks,
  ) {}

  /** @throws Problem not-allowed, role-not-held, cycle-not-found, view-unavailable */
  async of(person: Person, cycleId: string): Promise<SeenCycle> {
    const units = await unitsToldOf(this.reader, person, cycleId, undefined);
    const [life, organisation, reached] = await Promise.all([
      this.reader.programme(cycleId),
      this.reader.organisation(person.zone),
      this.views.reachedBy(views),
    ]);
    const seesHistory = reads(person.role, 'history');
    const on = this.reader.today();
    const { unitIds } = units;
    const sees = (unitId: string): boolean => unitIds?.includes(unitId) ?? true;
    // What the register says of units and roles, the notices follow as well.
    const standing = [cycleId, life.revision, on, units, seesHistory, reached];
    const overview = await this.#overviews.of(standing, () =>
      this.#made(life, organisation, { on, units, seesHistory }),
    );
    return { life, organisation, sees, overview };
  }

  async #made(
    life: Readonly<CycleLife>,
    organisation: OrganisationOn | undefined,
    {
      on,
      units,
      seesHistory,
    }: {
      readonly on: string;
      readonly units: { readonly unitIds?: readonly string[] };
      readonly seesHistory: boolean;
    },
  ): Promise<CycleOverview> {
    const { cycleId } = life.data;
    const which = { cycleId, on, ...units };
    const [track, progress, pressing, reminded, activity] = await Promise.all([
      this.tracks.of(streamOf(cycleId)),
      this.views.read(SchedaContentProjection, undefined, (rows) => progressOf(rows, which)),
      this.views.read(SchedaTimesProjection, undefined, (rows) => pressingOf(rows, which)),
      this.views.read(NoticesProjection, undefined, (rows) => remindedByHand(rows, cycleId)),
      seesHistory ? this.#activity(life, organisation) : undefined,
    ]);
    return cycleOverview({ life, organisation, track, progress, pressing, reminded, activity });
  }

  async #activity(
    now: Readonly<CycleLife>,
    organisation: OrganisationOn | undefined,
  ): Promise<readonly TimelineRow[]> {
    const { revision: to, data } = now;
    const from = Math.max(0, to - LOOKED_AT);
    const calendar = workingCalendarOf(organisation);
    const facts = this.history.facts(data.cycleId, from);
    const told = { zoom: 'activity', now, calendar, limit: LOOKED_AT + 1 } as const;
    const { rows } = await pageOfTimeline(facts, { ...told, from, to });
    return rows.slice(-SHOWN_ROWS).toReversed();
  }
}
