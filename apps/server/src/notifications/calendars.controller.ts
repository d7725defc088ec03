import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addDays } from '#calendar';
import { CalendarFeeds, calendarText, type CalendarEntry, type CalendarFeed } from '#notifications';
import type { Person, Role } from '#people';
import {
  AgendaProjection,
  agendaStandpoints,
  deadlineEntries,
  deadlineInAgenda,
  meetingEntry,
  meetingInAgenda,
  sessionEntry,
  sessionInAgenda,
} from '#planning';
import { PublicUrl } from '../access/public-url.js';
import { CycleReader } from '../api/cycle-reader.js';
import { ReadModelReader } from '../api/read-model-reader.js';
import { CurrentPerson } from '../http/current-person.js';
import { httpProblem } from '../http/http-problems.js';
import { Public } from '../http/public.js';
import { AgendaReader } from './agenda-reader.js';
import { addressOfFeed } from './calendar-addresses.js';

/** What was over longer ago stands in no calendar: it does not grow for ever. */
const PAST_DAYS = 400;

const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

/** What calendar programs read: the personal calendar at its secret address, and single entries. */
@Controller()
export class CalendarsController {
  constructor(
    private readonly feeds: CalendarFeeds,
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly publicUrl: PublicUrl,
    private readonly agenda: AgendaReader,
  ) {}

  /**
   * The calendar of whoever was given this address: no session, the secret is the proof. One that is wrong, taken
   * back, or of somebody who holds no role any more is not there; which of these it is nobody is told.
   * @throws Problem not-found
   */
  @Public()
  @Get('calendar/:file')
  async feed(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const secret = /^(.+)\.ics$/.exec(file)?.[1] ?? '';
    const feed = this.feeds.recognise(secret);
    const text = feed && (await this.#textOf(feed, secret));
    if (text === undefined) throw httpProblem('not-found');
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    // Kept by the program it is for, and asked for again each time: it may have been taken back.
    reply.headers({ etag, 'cache-control': 'private, no-cache' });
    if (isAmong(etag, request.headers['if-none-match'])) {
      reply.code(304);
      return undefined;
    }
    reply.header('content-type', CALENDAR_TYPE);
    return text;
  }

  /** One deadline as a file, with the day that holds for whoever asks. @throws Problem cycle-not-found, not-found */
  @Get('api/v1/cycles/:cycleId/deadlines/:deadlineId/calendar')
  async deadline(
    @Param('cycleId') cycleId: string,
    @Param('deadlineId') deadlineId: string,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    await this.reader.mustExist(cycleId);
    const found = await this.views.read(AgendaProjection, undefined, (rows) =>
      deadlineInAgenda(rows, cycleId, deadlineId),
    );
    if (!found) throw httpProblem('not-found');
    const standpoints = agendaStandpoints(person, await this.reader.organisation(person.zone));
    const style = await this.agenda.styleFor(person, [found]);
    // Whom it does not concern is shown it all the same: they have asked for it.
    const [entry] = [
      ...deadlineEntries([found], standpoints, style),
      ...deadlineEntries([found], [wholeCycle], style),
    ];
    return fileOf(entry, `scadenza-${deadlineId}`, reply);
  }

  /** One meeting as a file. @throws Problem cycle-not-found, not-found */
  @Get('api/v1/cycles/:cycleId/meetings/:meetingId/calendar')
  async meeting(
    @Param('cycleId') cycleId: string,
    @Param('meetingId') meetingId: string,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.reader.mustBeAllowed(person, 'coverage', cycleId);
    await this.reader.mustExist(cycleId);
    const found = await this.views.read(AgendaProjection, undefined, (rows) =>
      meetingInAgenda(rows, cycleId, meetingId),
    );
    const entry = found && meetingEntry(found, await this.agenda.styleFor(person));
    return fileOf(entry, `incontro-${meetingId}`, reply);
  }

  /** One session of the organ as a file. @throws Problem cycle-not-found, not-found */
  @Get('api/v1/cycles/:cycleId/sessions/:sessionId/calendar')
  async session(
    @Param('cycleId') cycleId: string,
    @Param('sessionId') sessionId: string,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    await this.reader.mustExist(cycleId);
    const found = await this.views.read(AgendaProjection, undefined, (rows) =>
      sessionInAgenda(rows, cycleId, sessionId),
    );
    const entry = found && sessionEntry(found, await this.agenda.styleFor(person));
    return fileOf(entry, `seduta-${sessionId}`, reply);
  }

  /** The calendar in words; undefined once its owner holds no role any more. */
  async #textOf({ zone, owner }: CalendarFeed, secret: string): Promise<string | undefined> {
    const { personId, role, unitId, authMethod } = owner;
    // As `CalendarFeedController` wrote them.
    const person = {
      ...{ personId, zone, role: role as Role, authMethod: authMethod as Person['authMethod'] },
      ...(unitId !== undefined && { unitId }),
    };
    const agenda = await this.agenda.of(person, addDays(this.reader.today(), -PAST_DAYS));
    if (agenda === undefined) return undefined;
    const { origin } = this.publicUrl;
    return calendarText(
      {
        name: `${names[agenda.language]} ${zone}`,
        ...(origin !== '' && { source: addressOfFeed(origin, secret) }),
      },
      [...agenda.deadlines, ...agenda.meetings, ...agenda.sessions],
    );
  }
}

const names = { it: 'Scadenze e incontri: zona', en: 'Deadlines and meetings: zone' } as const;

/** A file with one entry, to be taken away. @throws Problem not-found where there is none */
function fileOf(entry: CalendarEntry | undefined, name: string, reply: FastifyReply): string {
  if (!entry) throw httpProblem('not-found');
  reply.headers({
    'content-type': CALENDAR_TYPE,
    'content-disposition': `attachment; filename="${name}.ics"`,
  });
  return calendarText({ name: entry.title }, [entry]);
}

/** The place of those who see a cycle as a whole. */
const wholeCycle = { role: 'DIR', units: null, cycleId: null } as const;

/** Whether what a program has already is what there is (RFC 9110, 13.1.2). */
function isAmong(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}
