import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, Length, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addDays, addMonths, dayInWords } from '#calendar';
import {
  reads,
  workingCalendarOf,
  type AgendaEntry,
  type AgendaStandpoint,
  type AnyLife,
  type FallingDue,
  type OrganisationOn,
} from '#planning';
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
import { actionAddress, withoutDone } from '../action/action-address.js';
import { addressOfNotice } from '../notices/address-of-notice.js';
import { EndingCoDesigns } from './ending-co-designs.js';
import { GanttPage } from './gantt-page.js';
import { GanttReader } from './gantt-reader.js';
import { calendarFileAddress } from './agenda-address.js';
import { AgendaPage } from './agenda-page.js';
import { groupedItems, weeksOf, type AgendaItem } from './agenda.js';
import { mayExtend } from './may-extend.js';
import { MonthPage } from './month-page.js';
import { chosenStandpoints, mayChooseWhose, unitsToChoose } from './whose-agenda.js';

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

  /** Those that concern one's role, or all. */
  @IsOptional()
  @IsIn(['mie', 'tutte'])
  readonly di?: 'mie' | 'tutte';

  /** Those of this unit. */
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
    const organisation = await this.reader.organisation(person.zone);
    const barsOf = ciclo ?? frame.cycleId;
    const chosen = { di, unita };
    const looking: Looking = { person, frame, organisation };
    if (vista === 'gantt' && barsOf !== undefined) {
      const whose = { mine: di === 'mie', unitId: unita };
      const shown = await this.bars.of(person, barsOf, whose);
      const page = (
        <GanttPage
          {...{ frame, shown, chosen, today }}
          mayExtend={(deadlineId) => this.#mayExtend(looking, shown.life, deadlineId)}
        />
      );
      return answerPage(reply, frame.language, page);
    }
    const month = mese ?? today.slice(0, 7);
    const isMonth = vista === 'mese';
    const since = isMonth ? addMonths(`${month}-01`, 0) : today;
    const units = unitsToChoose(person, organisation);
    const standpoints = chosenStandpoints(person, chosen, units);
    const agenda = await this.agendas.of(person, since, frame.language, standpoints);
    const whose = mayChooseWhose(person) ? { chosen, units } : undefined;
    const page = isMonth ? (
      <MonthPage
        frame={frame}
        month={month}
        weeks={weeksOf(month, agenda ? everything(agenda) : [])}
        calendar={workingCalendarOf(organisation)}
        today={today}
        whose={whose}
        next={agenda && firstAfter(agenda, month)}
      />
    ) : (
      <AgendaPage
        frame={frame}
        groups={groupedItems(
          [
            ...(await this.#deadlines(looking, ciclo, standpoints)),
            ...(agenda ? occasions(agenda, ciclo, today, frame) : []),
            ...(ciclo === undefined ? await this.ends.of(person, frame.words.agenda) : []),
          ],
          today,
        )}
        cycleId={ciclo}
        today={today}
        whose={whose}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  /** Those that are still to be met, with how their days were found for whoever may know it. */
  async #deadlines(
    looking: Looking,
    cycleId: string | undefined,
    standpoints: readonly AgendaStandpoint[] | undefined,
  ): Promise<readonly AgendaItem[]> {
    const { person, frame } = looking;
    const { language, may } = frame;
    const until = addDays(this.reader.today(), AHEAD_DAYS);
    const all = await this.due.for(person, until, undefined, standpoints);
    const falling = all.filter((each) => cycleId === undefined || each.cycleId === cycleId);
    const lives = await this.#lives(person, falling);
    const found = wordsOfDays(lives, language);
    return falling.map((each) => {
      const which = { cycleId: each.cycleId, kind: 'deadline', id: each.deadlineId } as const;
      const life = lives.get(each.cycleId);
      return {
        id: `${each.cycleId} ${each.deadlineId}`,
        kind: 'deadline',
        day: each.due,
        startTime: undefined,
        title: each[language],
        address: addressOfNotice({ cycleId: each.cycleId, about: which }, may),
        why: found(each),
        file: may.openSchede ? calendarFileAddress(which) : undefined,
        extend:
          life && this.#mayExtend(looking, life, each.deadlineId)
            ? actionAddress(each.cycleId, 'extend-deadline', {
                part: { kind: 'deadline', id: each.deadlineId },
                returnTo: withoutDone(frame.path),
              })
            : undefined,
        isMissed: each.daysLeft < 0 && !each.standsStill,
      };
    });
  }

  #mayExtend(
    { person, frame: { actingFor }, organisation }: Looking,
    life: Readonly<AnyLife>,
    deadlineId: string,
  ): boolean {
    const nowMs = this.reader.nowMs();
    return mayExtend(life, person, deadlineId, {
      ...{ organisation, nowMs, onBehalfOf: actingFor?.personId },
    });
  }

  /** The cycles in which something falls due, for whoever may know them; of none for the others. */
  async #lives(
    person: Person,
    falling: readonly FallingDue[],
  ): Promise<ReadonlyMap<string, Readonly<AnyLife>>> {
    if (!reads(person.role, 'schede')) return new Map();
    const cycles = [...new Set(falling.map(({ cycleId }) => cycleId))];
    const lives = await Promise.all(cycles.map((cycleId) => this.reader.life(cycleId)));
    return new Map(lives.map((life) => [life.data.cycleId, life]));
  }
}

/** Who looks at an agenda, and in which zone. */
interface Looking {
  readonly person: Person;
  readonly frame: Frame;
  readonly organisation: OrganisationOn | undefined;
}

/** How the days of deadlines were found, and who moved each last. */
function wordsOfDays(
  lives: ReadonlyMap<string, Readonly<AnyLife>>,
  language: Frame['language'],
): (each: FallingDue) => readonly string[] {
  const words = new Map(
    [...lives].map(([cycleId, life]) => {
      const told = withDeadlines(life);
      return [cycleId, told ? deadlinesById(told) : {}] as const;
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

const everything = ({ deadlines, meetings, sessions }: Agenda): readonly AgendaEntry[] => [
  ...deadlines,
  ...meetings,
  ...sessions,
];

/** What comes first of what comes after a month. */
function firstAfter(agenda: Agenda, month: string): AgendaEntry | undefined {
  return everything(agenda)
    .filter(({ when, standing }) => when.day.slice(0, 7) > month && standing !== 'cancelled')
    .toSorted((one, other) => (one.when.day < other.when.day ? -1 : 1))[0];
}

/**
 * What takes place from today on and was not called off.
 * @param ofCycle of this one alone; undefined for all
 */
function occasions(
  { meetings, sessions }: Agenda,
  ofCycle: string | undefined,
  today: string,
  { may }: Frame,
): readonly AgendaItem[] {
  return [...meetings, ...sessions]
    .filter(({ standing, when }) => standing !== 'cancelled' && when.day >= today)
    .filter(({ cycleId }) => ofCycle === undefined || cycleId === ofCycle)
    .map((entry) => ({
      id: entry.uid,
      kind: entry.kind,
      day: entry.when.day,
      startTime: entry.when.startTime,
      title: entry.title,
      address: addressOfNotice({ cycleId: entry.cycleId, about: entry }, may),
      why: [entry.place, entry.description].filter((text) => text !== undefined),
      file: (entry.kind === 'meeting' ? may.openParticipation : may.openSchede)
        ? calendarFileAddress(entry)
        : undefined,
      extend: undefined,
      isMissed: false,
    }));
}
