import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import {
  actionOf,
  actionsOf,
  cyclesOf,
  CyclesProjection,
  verbByName,
  whyNotOn,
  type Action,
  type Circumstances,
  type CycleLife,
} from '#planning';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { cycleAsSeen } from '../../live/cycle-seen.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { CycleOverviews } from './cycle-overviews.js';
import { PublicPages } from '../public/public-pages.js';
import { waitingReminders } from '../reminders/waiting-reminders.js';
import { CyclePage, type ShownCycle } from './cycle-page.js';
import type { WhyHeldBack } from './held-back.js';

/** So many years are offered beside the one that is shown. */
const MOST_YEARS = 12;

/** A form sends what was left empty, too. */
const orNothing = ({ value }: { readonly value: unknown }): unknown =>
  value === '' ? undefined : value;

class CyclePageQuery {
  @IsOptional()
  @IsIn(['tabella'])
  readonly vista?: 'tabella';

  /** A piece of the name of a unit, or of the id of its head. */
  @IsOptional()
  @Transform(orNothing)
  @Length(1, 100)
  readonly unita?: string;

  @IsOptional()
  @Transform(orNothing)
  @IsIn(['si'])
  readonly ritardo?: 'si';
}

/** The page of one yearly programme. */
@Controller('cicli/:cycleId')
export class CyclePageController {
  constructor(
    private readonly views: ReadModelReader,
    private readonly reader: CycleReader,
    private readonly overviews: CycleOverviews,
    private readonly sessions: SessionView,
    private readonly publicPages: PublicPages,
  ) {}

  @Get()
  @ShowsPage()
  async cycle(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(CyclePageQuery)) query: CyclePageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [self, seen, years] = await Promise.all([
      this.sessions.self(person, request.session),
      this.overviews.of(person, cycleId),
      this.#years(person),
    ]);
    const { life, organisation, overview } = seen;
    const frame = frameOf(request, self);
    const circumstances = {
      ...{ organisation, nowMs: this.reader.nowMs() },
      onBehalfOf: frame.actingFor?.personId,
    };
    const actions = actionsOf(life, person, undefined, circumstances);
    const shown: ShownCycle = {
      ...{ life, overview, actions, today: this.reader.today() },
      asSeen: cycleAsSeen(person, seen),
      sees: seen.sees,
      hasPublicPage: this.publicPages.areShown,
      heldBack: heldBack(life, actions),
      ...whatOfDeadlines(life, person, circumstances),
      waiting: actions.some(({ verb, possible }) => verb === 'take-back-reminder' && possible)
        ? waitingReminders(life, this.reader.nowMs())
        : [],
      otherYears: years.filter((other) => other.cycleId !== cycleId),
      asTable: query.vista === 'tabella',
      filters: { text: query.unita, onlyLate: query.ritardo === 'si' },
    };
    await answerPage(reply, frame.language, <CyclePage frame={frame} shown={shown} />);
  }

  async #years({
    zone,
  }: Person): Promise<readonly { readonly cycleId: string; readonly year: number }[]> {
    const { rows } = await this.views.read(CyclesProjection, undefined, (database) =>
      cyclesOf(database, { zone, definition: 'poa-annuale', limit: MOST_YEARS }),
    );
    return rows;
  }
}

/** Why the step that the cycle waits for cannot be taken yet, for whoever would take it. */
function heldBack(life: Readonly<CycleLife>, actions: readonly Action[]): WhyHeldBack | undefined {
  const awaited: ReadonlySet<string> = new Set(
    life.workflow.root.meta(life.state).flatMap(({ awaits }) => awaits?.doneBy ?? []),
  );
  for (const { verb, title } of actions) {
    const [fact = ''] = verbByName.get(verb)?.facts ?? [];
    const why = awaited.has(fact) ? whyNotOn(life, verb) : undefined;
    if (why) return { title, why, isAboutSchede: why.code === 'schede-not-ready' };
  }
  return undefined;
}

/** Which deadlines somebody may extend, and whether they may remind units of them. */
function whatOfDeadlines(
  life: Readonly<CycleLife>,
  person: Person,
  circumstances: Circumstances,
): Pick<ShownCycle, 'mayExtend' | 'mayRemind'> {
  const may = (verbName: string, id: string): boolean => {
    const verb = verbByName.get(verbName);
    const part = { kind: 'deadline', id } as const;
    return (
      verb !== undefined && actionOf(life, person, verb, part, circumstances)?.possible === true
    );
  };
  const deadlines = Object.keys(life.data.deadlines);
  return {
    mayExtend: (deadlineId) => may('extend-deadline', deadlineId),
    mayRemind: deadlines.some((deadlineId) => may('remind-unit', deadlineId)),
  };
}
