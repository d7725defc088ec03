import { Controller, Get, Param, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Length, Max, Min } from 'class-validator';
import type { DatabaseSync } from 'node:sqlite';
import {
  accountFrame,
  AccountProjection,
  Clock,
  coDesignRowsOf,
  CoDesignRowsProjection,
  coProgrammingChapter,
  deadlinesLateness,
  dwellTimesOf,
  gapsOf,
  IsDay,
  lateAndCorrected,
  latenesses,
  leftOutAndChanges,
  moneyOf,
  participationChapter,
  prescriptionsOf,
  progressOf,
  registerId,
  SchedaContentProjection,
  SchedaTimesProjection,
  schedeLateness,
  todayOf,
  unitDwellTimes,
  valueSets,
  ZONE_REGISTER,
  type Chapter,
  type DeadlineKind,
  type Lateness,
} from '#planning';
import { SubjectKeys, type Person } from '#people';
import { CurrentPerson } from '../http/current-person.js';
import { CycleReader, notFound } from './cycle-reader.js';
import { AfterQuery, Checked, PageQuery, toNumber } from './query.js';
import { ReadModelReader } from './read-model-reader.js';
import { unitsToldOf } from './units-told-of.js';

/** The most rows that are given of a list that comes whole. */
const WHOLE = 200;

class UnitQuery extends AfterQuery {
  @IsOptional()
  @Length(1, 63)
  readonly unitId?: string;
}

class DayQuery extends AfterQuery {
  /** What happened after this day is left out. Default: today. */
  @IsOptional()
  @IsDay()
  readonly on?: string;
}

class DwellTimesQueryParameters extends PageQuery {
  @IsOptional()
  @IsDay()
  readonly on?: string;

  @IsOptional()
  @Length(1, 63)
  readonly unitId?: string;
}

class LatenessQueryParameters extends DwellTimesQueryParameters {
  @IsOptional()
  @IsIn(Object.keys(valueSets.deadlineKinds))
  readonly kind?: DeadlineKind;

  @IsOptional()
  @IsIn(latenesses)
  readonly lateness?: Lateness;
}

class ExpiringQueryParameters extends DayQuery {
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  @Max(3660)
  readonly days: number = 90;
}

/**
 * What an auditor, the director and the office ask about a cycle as a whole; heads see their own units, the
 * secretariat what concerns the conference.
 */
@Controller('api/v1/cycles/:cycleId/reports')
export class ReportsController {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly clock: Clock,
    private readonly keys: SubjectKeys,
  ) {}

  /** What the coordinator opens in the morning: where the schede stand, the days left, what presses most. */
  @Get('today')
  async today(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(UnitQuery)) { after, unitId }: UnitQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const on = this.reader.today();
    const units = await this.#units(person, cycleId, unitId);
    const progress = await this.views.read(SchedaContentProjection, after, (rows) =>
      progressOf(rows, { cycleId, on, ...units }),
    );
    const { all, states, byUnit } = progress;
    const pressing = await this.views.read(SchedaTimesProjection, after, (rows) =>
      todayOf(rows, { cycleId, on, ...units }),
    );
    return { on, all, states, byUnit, ...pressing };
  }

  @Get('progress')
  async progress(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(UnitQuery)) { after, unitId }: UnitQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const units = await this.#units(person, cycleId, unitId);
    const on = this.reader.today();
    return this.views.read(SchedaContentProjection, after, (rows) =>
      progressOf(rows, { cycleId, on, ...units }),
    );
  }

  @Get('money')
  async money(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(UnitQuery)) { after, unitId }: UnitQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const units = await this.#units(person, cycleId, unitId);
    return this.views.read(SchedaContentProjection, after, (rows) => moneyOf(rows, cycleId, units));
  }

  @Get('gaps')
  async gaps(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(UnitQuery)) { after, unitId }: UnitQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const units = await this.#units(person, cycleId, unitId);
    return this.views.read(SchedaContentProjection, after, (rows) => gapsOf(rows, cycleId, units));
  }

  @Get('dwell-times')
  async dwellTimes(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(DwellTimesQueryParameters)) query: DwellTimesQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const { on = this.reader.today(), unitId } = query;
    const units = await this.#units(person, cycleId, unitId);
    const which = { cycleId, on, nowMs: this.clock.nowMs(), ...units };
    const list = await this.views.list(SchedaTimesProjection, query, (rows, request) =>
      dwellTimesOf(rows, { ...request, ...which }),
    );
    const byUnit = await this.views.read(SchedaTimesProjection, undefined, (rows) =>
      unitDwellTimes(rows, which),
    );
    return { on, ...list, units: byUnit };
  }

  @Get('lateness')
  async lateness(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(LatenessQueryParameters)) query: LatenessQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const { on = this.reader.today(), unitId, kind, lateness } = query;
    const which = { cycleId, on, ...(await this.#units(person, cycleId, unitId)) };
    const list = await this.views.list(SchedaTimesProjection, query, (rows, request) =>
      schedeLateness(rows, { ...request, ...which, kind, lateness }),
    );
    const deadlines = await this.views.read(SchedaTimesProjection, undefined, (rows) =>
      deadlinesLateness(rows, which),
    );
    return { on, ...list, deadlines };
  }

  @Get('left-out-and-changes')
  async leftOut(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(UnitQuery)) { after, unitId }: UnitQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const units = await this.#units(person, cycleId, unitId);
    return this.views.read(AccountProjection, after, (rows) =>
      leftOutAndChanges(rows, cycleId, units),
    );
  }

  @Get('prescriptions')
  async prescriptions(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(DayQuery)) { after, on = this.reader.today() }: DayQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.#whole(person, cycleId, 'conference-reports');
    return this.views.read(AccountProjection, after, (rows) => prescriptionsOf(rows, cycleId, on));
  }

  @Get('late-and-corrected')
  async lateAndCorrected(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.#whole(person, cycleId);
    return this.views.read(AccountProjection, after, (rows) => lateAndCorrected(rows, cycleId));
  }

  /** The chapter of the plan on participation, as text with the facts each paragraph rests on. */
  @Get('chapters/participation')
  async participation(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    return this.#chapter(person, cycleId, after, (rows, id) =>
      participationChapter(rows, id, (text) => this.keys.readable(text)),
    );
  }

  /** The chapter of the plan on co-programming, likewise. */
  @Get('chapters/co-programming')
  async coProgramming(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    return this.#chapter(person, cycleId, after, (rows, id) =>
      coProgrammingChapter(rows, id, (text) => this.keys.readable(text)),
    );
  }

  /** The rows of the zone's register of co-design that are about to end, and those to be looked at. */
  @Get('register-expiring')
  async expiring(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(ExpiringQueryParameters)) query: ExpiringQueryParameters,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.#whole(person, cycleId);
    const { after, on = this.reader.today(), days } = query;
    const register = registerId(person.zone, ZONE_REGISTER);
    const which = { cycleId: register, on, limit: WHOLE };
    return this.views.read(CoDesignRowsProjection, after, (rows) => ({
      ...{ registerId: register, on, days },
      expiring: listOf(coDesignRowsOf(rows, { ...which, expiringWithinDays: days })),
      toReview: listOf(coDesignRowsOf(rows, { ...which, needsReview: true })),
    }));
  }

  /**
   * The units a person may be told of: heads their own, the others all or the one they ask for.
   * @throws Problem not-allowed, cycle-not-found
   */
  async #units(
    person: Person,
    cycleId: string,
    unitId: string | undefined,
  ): Promise<{ readonly unitIds?: readonly string[] }> {
    return unitsToldOf(this.reader, person, cycleId, unitId);
  }

  /** @throws Problem not-allowed, cycle-not-found */
  async #whole(
    person: Person,
    cycleId: string,
    reading: 'reports' | 'conference-reports' = 'reports',
  ): Promise<void> {
    await this.reader.mustBeAllowed(person, reading, cycleId);
    await this.reader.mustExist(cycleId);
  }

  async #chapter(
    person: Person,
    cycleId: string,
    after: number | undefined,
    write: (database: DatabaseSync, cycleId: string) => Chapter | undefined,
  ): Promise<object> {
    await this.#whole(person, cycleId, 'conference-reports');
    const written = await this.views.read(AccountProjection, after, (rows) => {
      const text = write(rows, cycleId);
      return text && { cycleId, revision: accountFrame(rows, cycleId)?.revision, ...text };
    });
    if (!written) throw notFound('cycle-not-found', { cycleId });
    return written;
  }
}

const listOf = ({ rows, total }: { readonly rows: readonly object[]; readonly total: number }) => ({
  items: rows,
  total,
});
