import { Controller, Get, Query } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { daysBetween, FIRST_DAY, type Day, type NonWorkingDay } from '#calendar';
import type { Person } from '#people';
import { IsDay, workingCalendarOf } from '#planning';
import { CurrentPerson } from '../http/current-person.js';
import { invalidRequest } from './api-problems.js';
import { CycleReader } from './cycle-reader.js';
import { Checked } from './query.js';

const LONGEST_DAYS = 3_660;

class CalendarQuery {
  /** The first day. Default: that of this year. */
  @IsOptional()
  @IsDay()
  readonly from?: Day;

  /** The last day. Default: that of the year of the first. */
  @IsOptional()
  @IsDay()
  readonly to?: Day;
}

interface CalendarAnswer {
  readonly zone: string;
  readonly from: Day;
  readonly to: Day;
  /** What a deadline that was counted by it cites. */
  readonly version: string;
  readonly items: readonly NonWorkingDay[];
  readonly total: number;
}

/** The days on which the office of one's zone does not work, and why: holidays, patron saint, closures, weekends. */
@Controller('api/v1/calendar')
export class CalendarController {
  constructor(private readonly reader: CycleReader) {}

  @Get()
  async calendar(
    @Query(new Checked(CalendarQuery)) query: CalendarQuery,
    @CurrentPerson() person: Person,
  ): Promise<CalendarAnswer> {
    await this.reader.mustRead(person, 'cycle');
    const { zone } = person;
    const { from = `${this.reader.today().slice(0, 4)}-01-01` } = query;
    const { to = `${from.slice(0, 4)}-12-31` } = query;
    mustBeKnown(from, to);
    const calendar = workingCalendarOf(await this.reader.organisation(zone));
    const items = calendar.between(from, to);
    return { zone, from, to, version: calendar.version, items, total: items.length };
  }
}

/** @throws Problem request-invalid */
function mustBeKnown(from: Day, to: Day): void {
  if (from < FIRST_DAY)
    throw invalidRequest([
      {
        field: '?from',
        it: `non può essere prima del ${FIRST_DAY}: le festività di prima non sono nel calendario`,
        en: `cannot be before ${FIRST_DAY}: the holidays before it are not in the calendar`,
      },
    ]);
  if (to < from || daysBetween(from, to) > LONGEST_DAYS)
    throw invalidRequest([
      {
        field: '?to',
        it: `deve essere tra il giorno di from e ${LONGEST_DAYS} giorni dopo`,
        en: `must be between the day of from and ${LONGEST_DAYS} days later`,
      },
    ]);
}
