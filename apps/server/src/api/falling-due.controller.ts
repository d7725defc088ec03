import { Controller, Get, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { addDays } from '#calendar';
import type { Person } from '#people';
import {
  AgendaProjection,
  agendaStandpoints,
  deadlinesInAgenda,
  deadlinesLateness,
  fallingDue,
  SchedaTimesProjection,
} from '#planning';
import { CurrentPerson } from '../http/current-person.js';
import { CycleReader } from './cycle-reader.js';
import { AfterQuery, Checked, toNumber } from './query.js';
import { ReadModelReader } from './read-model-reader.js';

/** A month is as far as a morning looks. */
const USUAL_DAYS = 30;
/** What fell due before is of another year; what was missed waits until it is met, or given up. */
const PAST_DAYS = 366;

class FallingDueParameters extends AfterQuery {
  /** How many calendar days to look ahead. */
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(0)
  @Max(366)
  readonly days?: number;
}

/** What whoever opens the program in the morning asks first: what falls due, of all the cycles of their zone. */
@Controller('api/v1/deadlines')
export class FallingDueController {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
  ) {}

  /** The deadlines that concern whoever asks and are still to be met, the earliest first. */
  @Get()
  async fallingDue(
    @Query(new Checked(FallingDueParameters)) { days = USUAL_DAYS, after }: FallingDueParameters,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustRead(person, 'worklist');
    const { zone } = person;
    const today = this.reader.today();
    const standpoints = agendaStandpoints(person, await this.reader.organisation(zone));
    const deadlines = await this.views.read(AgendaProjection, after, (rows) =>
      deadlinesInAgenda(rows, { zone, since: addDays(today, -PAST_DAYS), everyMissed: true }),
    );
    const items = await this.views.read(SchedaTimesProjection, after, (rows) =>
      fallingDue(deadlines, standpoints, {
        ...{ today, until: addDays(today, days) },
        latenessOf: (cycleId, unitIds) =>
          deadlinesLateness(rows, { cycleId, on: today, unitIds, limit: 1 }),
      }),
    );
    return { on: today, until: addDays(today, days), items, total: items.length };
  }
}
