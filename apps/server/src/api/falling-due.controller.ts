import { Controller, Get, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { addDays } from '#calendar';
import type { Person } from '#people';
import { CurrentPerson } from '../http/current-person.js';
import { CycleReader } from './cycle-reader.js';
import { FallingDueReader } from './falling-due-reader.js';
import { AfterQuery, Checked, toNumber } from './query.js';

/** A month is as far as a morning looks. */
const USUAL_DAYS = 30;

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
    private readonly due: FallingDueReader,
  ) {}

  /** The deadlines that concern whoever asks and are still to be met, the earliest first. */
  @Get()
  async fallingDue(
    @Query(new Checked(FallingDueParameters)) { days = USUAL_DAYS, after }: FallingDueParameters,
    @CurrentPerson() person: Person,
  ): Promise<object> {
    await this.reader.mustRead(person, 'worklist');
    const today = this.reader.today();
    const until = addDays(today, days);
    const items = await this.due.for(person, until, after);
    return { on: today, until, items, total: items.length };
  }
}
