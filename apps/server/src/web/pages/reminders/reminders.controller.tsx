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
import { PageCommands, type PageOutcome } from '../../commands/page-commands.js';
import { frameOf, type Frame } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import type { FieldError } from '../../pieces/field.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import type { UnitInCycle } from '../cycle/cycle-overview.js';
import { CycleOverviews, type SeenCycle } from '../cycle/cycle-overviews.js';
import { askedUndoIn } from './asked-undo.js';
import { askedIn, plannedFor, type AskedReminder } from './planned-reminders.js';
import {
  RemindersOutcomePage,
  RemindersPage,
  RemindersTakenBackPage,
  type ReminderOutcome,
} from './reminders-page.js';
import { waitingReminders } from './waiting-reminders.js';

const VERB = 'remind-unit';
const UNDO = 'take-back-reminder';

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
    const nameOf = namesOf(seen);
    const outcomes: Sent[] = [];
    for (const { unitId, deadlineId, commandId } of asked) {
      const outcome = await this.commands.perform(
        VERB,
        { unitId, deadlineId, reason },
        { cycleId, person, commandId, onBehalfOf: frame.actingFor?.personId },
      );
      const refused = whyRefused(outcome, frame);
      outcomes.push({ name: nameOf(unitId), refused, reminderIds: remindersIn(outcome) });
    }
    // With what has just been recorded, and what became of it where the form is sent again.
    const life = await this.reader.programme(cycleId);
    const { sentReminders } = life.data;
    const ids = new Set(outcomes.flatMap(({ reminderIds }) => reminderIds));
    const page = (
      <RemindersOutcomePage
        frame={frame}
        life={life}
        outcomes={outcomes.map(({ name, refused, reminderIds }) => ({
          ...{ name, refused },
          isTakenBack: reminderIds.some((id) => sentReminders[id]?.isTakenBack === true),
        }))}
        waiting={waitingReminders(life, this.reader.nowMs()).filter(({ reminderId }) =>
          ids.has(reminderId),
        )}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  /** Takes back what was just sent, each by a command of its own: what has left is told of beside what has not. */
  @Post('annulla')
  @HttpCode(200)
  @TakesPageForm()
  async takeBack(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = await this.overviews.of(person, cycleId);
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    this.#mustRemind(seen, person, frame);
    const { life } = seen;
    const nameOf = namesOf(seen);
    const outcomes: ReminderOutcome[] = [];
    for (const { reminderId, commandId } of askedUndoIn(formOf(request))) {
      const outcome = await this.commands.perform(
        UNDO,
        { reminderId },
        { cycleId, person, commandId, onBehalfOf: frame.actingFor?.personId },
      );
      const { unitId = reminderId } = life.data.sentReminders[reminderId] ?? {};
      outcomes.push({ name: nameOf(unitId), refused: whyRefused(outcome, frame) });
    }
    const page = <RemindersTakenBackPage frame={frame} life={life} outcomes={outcomes} />;
    await answerPage(reply, frame.language, page);
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

/** What became of a wish to remind a unit, with the reminder that came of it. */
interface Sent extends ReminderOutcome {
  readonly reminderIds: readonly string[];
}

/** What units are called, as far as they have schede; by their ids where they have none. */
function namesOf({ overview }: SeenCycle): (unitId: string) => string {
  const names = new Map(overview.units.map(({ unitId, name }) => [unitId, name]));
  return (unitId) => names.get(unitId) ?? unitId;
}

/** The reminders that were sent by a form. */
function remindersIn(outcome: PageOutcome): readonly string[] {
  if (outcome.kind !== 'recorded') return [];
  return outcome.recorded.facts.flatMap((fact) =>
    fact.type === 'ReminderSent' ? (fact.data.reminderId ?? []) : [],
  );
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

function whyRefused(outcome: PageOutcome, { language }: Frame): string | undefined {
  if (outcome.kind === 'recorded') return undefined;
  return outcome.kind === 'refused'
    ? outcome.problem[language].detail
    : outcome.problems.map((problem) => problem[language]).join(' ');
}
