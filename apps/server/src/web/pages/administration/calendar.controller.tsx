import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FIRST_DAY } from '#calendar';
import type { Person } from '#people';
import { IsDay, organisationOf, reads, workingCalendarOf } from '#planning';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked, toNumber } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { CalendarEffects } from './calendar-effects.js';
import { CalendarPage } from './calendar-page.js';
import { OrganisationScenes } from './organisation-scenes.js';

const FIRST_YEAR = Number(FIRST_DAY.slice(0, 4));
const LAST_YEAR = 2199;

/** A form sends what was left empty, too. */
const orNothing = ({ value }: { readonly value: unknown }): unknown =>
  value === '' ? undefined : value;

class CalendarPageQuery {
  @IsOptional()
  @Transform(toNumber)
  @IsInt()
  @Min(FIRST_YEAR)
  @Max(LAST_YEAR)
  readonly anno?: number;

  /** The first day of a closure that is tried. */
  @IsOptional()
  @Transform(orNothing)
  @IsDay()
  readonly dal?: string;

  /** Its last day. */
  @IsOptional()
  @Transform(orNothing)
  @IsDay()
  readonly al?: string;
}

/** The verbs by which the calendar of an office changes. */
const verbs: readonly string[] = [
  'add-office-closure',
  'set-office-seat',
  'withdraw-office-closure',
];

/** The calendar of the office of one's zone, a year at a time. */
@Controller('amministrazione/calendario')
export class OfficeCalendarController {
  constructor(
    private readonly reader: CycleReader,
    private readonly scenes: OrganisationScenes,
    private readonly effects: CalendarEffects,
    private readonly frames: ZoneFrames,
  ) {}

  @Get()
  @ShowsPage()
  async calendar(
    @Query(new Checked(CalendarPageQuery)) query: CalendarPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustRead(person, 'cycle');
    const frame = await this.frames.of(request, person);
    const { anno: year = Number(this.reader.today().slice(0, 4)), dal = '', al = '' } = query;
    const scene = reads(person.role, 'organisation')
      ? await this.scenes.of(person, frame)
      : undefined;
    const page = (
      <CalendarPage
        {...{ frame, year, registerId: organisationOf(person.zone) }}
        calendar={workingCalendarOf(await this.reader.organisation(person.zone))}
        office={scene?.view?.officeCalendar}
        actions={scene?.actions().filter(({ verb }) => verbs.includes(verb)) ?? []}
        effects={await this.effects.now(person)}
        trial={await this.effects.tried(person, dal, al)}
      />
    );
    await answerPage(reply, frame.language, page);
  }
}
