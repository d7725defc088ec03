import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { actionOf, rolesInWords, verbByName } from '#planning';
import { Refusal } from '#workflow';
import { PublicUrl } from '../../../access/public-url.js';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { refusalProblem } from '../../../api/refusal-problem.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { NoticeWords } from '../../../notifications/notice-words.js';
import { PageCommands } from '../../commands/page-commands.js';
import { frameOf, type Frame } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import type { FieldError } from '../../pieces/field.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import type { UnitInCycle } from '../cycle/cycle-overview.js';
import { CycleOverviews, type SeenCycle } from '../cycle/cycle-overviews.js';
import { askedIn, plannedFor, type AskedReminder } from './planned-reminders.js';
import { RemindersOutcomePage, RemindersPage } from './reminders-page.js';

const VERB = 'remind-unit';

class RemindersQuery {
  /** Only this unit. */
  @IsOptional()
  @Length(1, 63)
  readonly unita?: string;

  /** Also the units whose day is still to come. */
  @IsOptional()
  @IsIn(['si'])
  readonly tutte?: 'si';
}

/** Reminders to the units of a cycle: first whom they would reach and what they would say, then what became of each. */
@Controller('cicli/:cycleId/solleciti')
export class RemindersController {
  constructor(
    private readonly overviews: CycleOverviews,
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
    private readonly commands: PageCommands,
    private readonly words: NoticeWords,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Get()
  @ShowsPage()
  async preview(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(RemindersQuery)) { unita, tutte }: RemindersQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = await this.overviews.of(person, cycleId);
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    this.#mustRemind(seen, person, frame);
    const wanted = ({ unitId, late }: UnitInCycle): boolean =>
      unita === undefined ? tutte === 'si' || late > 0 : unitId === unita;
    const owing = seen.overview.units.filter(({ toRemind }) => toRemind !== undefined);
    const units = owing.filter(wanted);
    await this.#show(reply, seen, frame, {
      ...{ units, others: owing.length > units.length, reason: '', errors: [], status: 200 },
      isChosen: () => true,
    });
  }

  /** Each unit is a command of its own, with its own id: a form that is sent again reminds nobody twice. */
  @Post()
  @HttpCode(200)
  @TakesPageForm()
  async send(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = formOf(request);
    const seen = await this.overviews.of(person, cycleId);
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    this.#mustRemind(seen, person, frame);
    const asked = askedIn(form);
    const reason = (form.get('motivo') ?? '').trim();
    const errors = errorsOf(frame, asked, reason);
    if (errors.length > 0) {
      const chosen = new Set(asked.map(({ unitId }) => unitId));
      await this.#show(reply, seen, frame, {
        ...{ units: seen.overview.units, others: false, reason, errors, status: 422 },
        isChosen: (unitId) => chosen.has(unitId),
      });
      return;
    }
    const names = new Map(seen.overview.units.map(({ unitId, name }) => [unitId, name]));
    const outcomes: { readonly name: string; readonly refused: string | undefined }[] = [];
    for (const { unitId, deadlineId, commandId } of asked) {
      const outcome = await this.commands.perform(
        VERB,
        { unitId, deadlineId, reason },
        { cycleId, person, commandId, onBehalfOf: frame.actingFor?.personId },
      );
      outcomes.push({
        name: names.get(unitId) ?? unitId,
        refused: whyRefused(outcome, frame),
      });
    }
    const { life } = seen;
    await answerPage(
      reply,
      frame.language,
      <RemindersOutcomePage frame={frame} life={life} outcomes={outcomes} />,
    );
  }

  async #show(
    reply: FastifyReply,
    { life }: SeenCycle,
    frame: Frame,
    {
      units,
      others,
      reason,
      errors,
      status,
      isChosen,
    }: {
      readonly units: readonly UnitInCycle[];
      readonly others: boolean;
      readonly reason: string;
      readonly errors: readonly FieldError[];
      readonly status: number;
      readonly isChosen: (unitId: string) => boolean;
    },
  ): Promise<void> {
    const { cycleId, title } = life.data;
    const { language } = frame;
    const messages = plannedFor(units, {
      ...{ cycleId, title, language, isChosen, today: this.reader.today(), words: this.words },
      origin: this.publicUrl.origin === '' ? 'https://traccia.example' : this.publicUrl.origin,
    });
    const page = <RemindersPage {...{ frame, life, messages, reason, errors, others }} />;
    await answerPage(reply, language, page, status);
  }

  /** @throws Problem not-allowed, for whoever may remind nobody */
  #mustRemind({ life, organisation }: SeenCycle, person: Person, frame: Frame): void {
    const verb = verbByName.get(VERB);
    const [id] = Object.keys(life.data.deadlines);
    if (verb === undefined) throw new Error(`There is no verb ${VERB}`);
    const circumstances = {
      ...{ organisation, nowMs: this.reader.nowMs() },
      onBehalfOf: frame.actingFor?.personId,
    };
    const part = id === undefined ? undefined : ({ kind: 'deadline', id } as const);
    const isTheirs = verb.who.some(({ role }) => role === person.role);
    // Where there is no deadline nobody can be reminded of any; the page says so to the office.
    if (part ? actionOf(life, person, verb, part, circumstances) : isTheirs) return;
    const { personId, role } = person;
    const who = verb.who.map((grant) => grant.role);
    const details = {
      ...{ ...rolesInWords(role, who), personId, day: this.reader.today() },
      ...{ verb: verb.title.it, verbEn: verb.title.en },
    };
    throw refusalProblem(new Refusal('not-allowed', details), { rule: VERB });
  }
}

function errorsOf(
  { words }: Frame,
  asked: readonly AskedReminder[],
  reason: string,
): readonly FieldError[] {
  const [first] = asked;
  return [
    ...(first ? [] : [{ field: 'content', text: words.reminders.noneChosen }]),
    ...(reason === '' ? [{ field: 'motivo', text: words.reminders.reasonMissing }] : []),
  ];
}

function whyRefused(
  outcome: Awaited<ReturnType<PageCommands['perform']>>,
  { language }: Frame,
): string | undefined {
  if (outcome.kind === 'recorded') return undefined;
  return outcome.kind === 'refused'
    ? outcome.problem[language].detail
    : outcome.problems.map((problem) => problem[language]).join(' ');
}
