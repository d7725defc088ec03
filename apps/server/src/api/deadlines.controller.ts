import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  forecastOf,
  IsDay,
  metOn,
  preparationTimes,
  SchedaTimesProjection,
  workingCalendarOf,
  type CycleLife,
} from '#planning';
import type { WorkingCalendar } from '#calendar';
import type { Person } from '#people';
import { Refusal } from '#workflow';
import { CheckedBody } from '../access/checked-body.js';
import { CurrentPerson } from '../http/current-person.js';
import { CycleReader } from './cycle-reader.js';
import { deadlinesView, forecastView, proposalView } from './deadlines-view.js';
import { AfterQuery, Checked, IsAlone } from './query.js';
import { ReadModelReader } from './read-model-reader.js';
import { refusalProblem } from './refusal-problem.js';

/** By how many days something may be supposed to move: ten years. */
const FURTHEST_DAYS = 3_660;

const IsShift = (): PropertyDecorator => (target, property) => {
  for (const check of [IsInt(), Min(-FURTHEST_DAYS), Max(FURTHEST_DAYS)]) check(target, property);
};

/** What is supposed: other days, or days by which those of now would move. Nothing: how things stand. */
export class Forecast {
  /** The day by which the plan would be to be approved. */
  @IsOptional()
  @IsDay()
  readonly targetApprovalOn?: string;

  /** Or by how many days that of now would be later; earlier where negative. */
  @IsOptional()
  @IsShift()
  @IsAlone('targetApprovalOn')
  readonly shiftDays?: number;

  /** The day on which the kickoff would be. */
  @IsOptional()
  @IsDay()
  readonly kickoffOn?: string;

  /** Or by how many days it would be later than it was. */
  @IsOptional()
  @IsShift()
  @IsAlone('kickoffOn')
  readonly kickoffShiftDays?: number;
}

/** The deadlines of a yearly programme: how they were found, what a change would do, and what if. */
@Controller('api/v1/cycles/:cycleId')
export class DeadlinesController {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
  ) {}

  /** The deadlines, the next one first, each with how its day was found, and when it was moved and why. */
  @Get('deadlines')
  async deadlines(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const { life, calendar } = await this.#programme(person, cycleId);
    const today = this.reader.today();
    const met = await this.views.read(SchedaTimesProjection, after, (rows) =>
      metOn(rows, { cycleId, on: today }),
    );
    return deadlinesView(life, calendar, today, met);
  }

  /** What would move since the target day or the calendar has changed: nothing does before somebody accepts it. */
  @Get('deadlines/proposal')
  async proposal(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const { life, calendar } = await this.#programme(person, cycleId);
    return proposalView(life, calendar, this.reader.today());
  }

  /** When what would be due on other days. A question, though it has a body: nothing is written. */
  @Post('forecast')
  @HttpCode(200)
  async forecast(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(AfterQuery)) { after }: AfterQuery,
    @Body(new CheckedBody(Forecast)) supposed: Forecast,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    const { life, calendar } = await this.#programme(person, cycleId);
    const today = this.reader.today();
    const forecast = forecastOf(life, supposed, calendar, today);
    if (forecast instanceof Refusal) throw refusalProblem(forecast, { rule: forecast.code });
    const estimate = await this.views.read(SchedaTimesProjection, after, (rows) =>
      preparationTimes(rows, cycleId),
    );
    return forecastView(life, forecast, estimate, today);
  }

  /** @throws Problem not-allowed, cycle-not-found */
  async #programme(
    person: Person,
    cycleId: string,
  ): Promise<{ readonly life: Readonly<CycleLife>; readonly calendar: WorkingCalendar }> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const life = await this.reader.programme(cycleId);
    return { life, calendar: workingCalendarOf(await this.reader.organisation(life.data.zone)) };
  }
}
