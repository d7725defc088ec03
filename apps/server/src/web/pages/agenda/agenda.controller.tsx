import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, Length, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addDays, addMonths, dayInWords } from '#calendar';
import type { CalendarEntry } from '#notifications';
import { reads, workingCalendarOf, type FallingDue } from '#planning';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { deadlinesById, withDeadlines } from '../../../api/deadlines-view.js';
import { FallingDueReader } from '../../../api/falling-due-reader.js';
import { Checked } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { AgendaReader, type Agenda } from '../../../notifications/agenda-reader.js';
import type { Frame } from '../../frame.js';
import { wordsIn } from '../../words/words.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { EndingCoDesigns } from './ending-co-designs.js';
import { GanttPage } from './gantt-page.js';
import { GanttReader } from './gantt-reader.js';
import { AgendaPage } from './agenda-page.js';
import { groupedItems, weeksOf, type AgendaItem } from './agenda.js';
import { MonthPage } from './month-page.js';

/** As far as an agenda looks ahead, in calendar days. */
const AHEAD_DAYS = 366;

class AgendaQuery {
  /** Only this cycle. */
  @IsOptional()
  @Matches(/^[a-z0-9-]{1,120}$/)
  readonly ciclo?: string;

  @IsOptional()
  @IsIn(['mese', 'gantt'])
  readonly vista?: string;

  /** Of the bars: those that concern one's role, or all. */
  @IsOptional()
  @IsIn(['mie', 'tutte'])
  readonly di?: 'mie' | 'tutte';

  /** Of the bars: those of this unit. */
  @IsOptional()
  @Transform(({ value }: { readonly value: unknown }) => (value === '' ? undefined : value))
  @Length(1, 63)
  readonly unita?: string;

  @IsOptional()
  @Matches(/^20\d\d-(0[1-9]|1[0-2])$/)
  readonly mese?: string;
}

/** What falls due and what takes place, of all the cycles of a zone, as it concerns whoever looks. */
@Controller('scadenze')
export class AgendaController {
  constructor(
    private readonly reader: CycleReader,
    private readonly due: FallingDueReader,
    private readonly agendas: AgendaReader,
    private readonly frames: ZoneFrames,
    private readonly bars: GanttReader,
    private readonly ends: EndingCoDesigns,
  ) {}

  @Get()
  @ShowsPage()
  async agenda(
    @Query(new Checked(AgendaQuery)) { ciclo, vista, mese, di, unita }: AgendaQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustRead(person, 'worklist');
    const frame = await this.frames.of(request, person);
    const today = this.reader.today();
    const barsOf = ciclo ?? frame.cycleId;
    if (vista === 'gantt' && barsOf !== undefined) {
      const whose = { mine: di === 'mie', unitId: unita };
      const shown = await this.bars.of(person, barsOf, whose);
      const chosen = { di, unita };
      const page = <GanttPage {...{ frame, shown, chosen, today }} />;
      return answerPage(reply, frame.language, page);
    }
    const month = mese ?? today.slice(0, 7);
    const isMonth = vista === 'mese';
    const since = isMonth ? addMonths(`${month}-01`, 0) : today;
    const agenda = await this.agendas.of(person, since, frame.language);
    const page = isMonth ? (
      <MonthPage
        frame={frame}
        month={month}
        weeks={weeksOf(month, agenda ? everything(agenda) : [])}
        calendar={workingCalendarOf(await this.reader.organisation(person.zone))}
        today={today}
        next={agenda && firstAfter(agenda, month)}
      />
    ) : (
      <AgendaPage
        frame={frame}
        groups={groupedItems(
          [
            ...(await this.#deadlines(person, ciclo, frame)),
            ...(ciclo === undefined && agenda ? occasions(agenda, today) : []),
            ...(ciclo === undefined ? await this.ends.of(person, frame.words.agenda) : []),
          ],
          today,
        )}
        cycleId={ciclo}
        today={today}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  /** Those that are still to be met, with how their days were found for whoever may know it. */
  async #deadlines(
    person: Person,
    cycleId: string | undefined,
    { language }: Frame,
  ): Promise<readonly AgendaItem[]> {
    const all = await this.due.for(person, addDays(this.reader.today(), AHEAD_DAYS));
    const falling = all.filter((each) => cycleId === undefined || each.cycleId === cycleId);
    const found = await this.#found(person, falling, language);
    return falling.map((each) => ({
      id: `${each.cycleId} ${each.deadlineId}`,
      kind: 'deadline',
      day: each.due,
      startTime: undefined,
      title: each[language],
      cycleId: each.cycleId,
      why: found(each),
      file: `/api/v1/cycles/${each.cycleId}/deadlines/${each.deadlineId}/calendar`,
      isMissed: each.daysLeft < 0 && !each.standsStill,
    }));
  }

  async #found(
    person: Person,
    falling: readonly FallingDue[],
    language: Frame['language'],
  ): Promise<(each: FallingDue) => readonly string[]> {
    if (!reads(person.role, 'schede')) return () => [];
    const cycles = [...new Set(falling.map(({ cycleId }) => cycleId))];
    const lives = await Promise.all(cycles.map((cycleId) => this.reader.life(cycleId)));
    const words = new Map(
      lives.map((life) => {
        const told = withDeadlines(life);
        return [life.data.cycleId, told ? deadlinesById(told) : {}] as const;
      }),
    );
    const said = wordsIn(language).agenda;
    return ({ cycleId, deadlineId }) => {
      const shown = words.get(cycleId)?.[deadlineId];
      const last = shown?.history.at(-1);
      return [
        ...(shown ? [shown[language]] : []),
        ...(last ? [said.movedBy(last.by, dayInWords(last.on, language))] : []),
      ];
    };
  }
}

const everything = ({ deadlines, meetings, sessions }: Agenda): readonly CalendarEntry[] => [
  ...deadlines,
  ...meetings,
  ...sessions,
];

/** What comes first of what comes after a month. */
function firstAfter(agenda: Agenda, month: string): CalendarEntry | undefined {
  return everything(agenda)
    .filter(({ when, standing }) => when.day.slice(0, 7) > month && standing !== 'cancelled')
    .toSorted((one, other) => (one.when.day < other.when.day ? -1 : 1))[0];
}

/** What takes place from today on and was not called off. */
function occasions({ meetings, sessions }: Agenda, today: string): readonly AgendaItem[] {
  const itemOf =
    (kind: AgendaItem['kind']) =>
    (entry: CalendarEntry): AgendaItem => ({
      id: entry.uid,
      kind,
      day: entry.when.day,
      startTime: entry.when.startTime,
      title: entry.title,
      cycleId: undefined,
      why: [entry.place, entry.description].filter((text) => text !== undefined),
      file: undefined,
      isMissed: false,
    });
  const stands = ({ standing, when }: CalendarEntry): boolean =>
    standing !== 'cancelled' && when.day >= today;
  return [
    ...meetings.filter(stands).map(itemOf('meeting')),
    ...sessions.filter(stands).map(itemOf('session')),
  ];
}
