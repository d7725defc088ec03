import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import {
  actionsOf,
  givenBackAt,
  rolesInWords,
  standingLabel,
  verbByName,
  type Action,
  type CycleLife,
  type Scheda,
} from '#planning';
import { Refusal, stateOfPart } from '#workflow';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked as CheckedQuery } from '../../../api/query.js';
import { refusalProblem } from '../../../api/refusal-problem.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { marksOf } from '../../commands/form-marks.js';
import { PageCommands, type PageOutcome } from '../../commands/page-commands.js';
import { frameOf, type Frame } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import type { FieldError } from '../../pieces/field.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { stageOf } from '../cycle/scheda-stage.js';
import { comparedFields } from '../revisions/field-changes.js';
import { NamesOfScheda } from '../scheda/named.js';
import { SchedaFactsReader } from '../scheda/scheda-facts.js';
import { schedaOf } from '../scheda/scheda-of.js';
import { dayTyped } from '../writing/italian-forms.js';
import {
  answered,
  answerField,
  checkedIn,
  nothingChecked,
  noteOf,
  type Checked,
} from './checklist.js';
import { QueuePage } from './queue-page.js';
import { VerificationQueue, type Queue } from './queue.js';
import { VerificationPage } from './verification-page.js';

class TrialQuery {
  /** What was not answered is all right. */
  @IsOptional()
  @IsIn(['si'])
  readonly resto?: 'si';
}

/** A scheda that somebody checks, and what waits beside it. */
interface Read {
  readonly frame: Frame;
  readonly person: Person;
  readonly queue: Queue;
  readonly life: Readonly<CycleLife>;
  readonly scheda: Readonly<Scheda>;
  readonly actions: readonly Action[];
}

/** What the office does with what was submitted: one form, whose buttons are sent to different addresses. */
@Controller('cicli/:cycleId')
export class VerificationController {
  constructor(
    private readonly reader: CycleReader,
    private readonly queues: VerificationQueue,
    private readonly happened: SchedaFactsReader,
    private readonly named: NamesOfScheda,
    private readonly commands: PageCommands,
    private readonly sessions: SessionView,
  ) {}

  /** What waits to be checked. */
  @Get('verifica')
  @ShowsPage()
  async queue(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const queue = await this.queues.of(person, cycleId);
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    this.#mustCheck(person, frame);
    await answerPage(reply, frame.language, <QueuePage frame={frame} queue={queue} />);
  }

  @Get('schede/:schedaId/verifica')
  @ShowsPage()
  async checklist(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = await this.#read(person, request, cycleId, schedaId);
    await this.#show(reply, read, nothingChecked, []);
  }

  /** Shows the list with what was answered so far, and changes nothing. */
  @Post('schede/:schedaId/verifica/prova')
  @HttpCode(200)
  @TakesPageForm()
  async trial(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query(new CheckedQuery(TrialQuery)) { resto }: TrialQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const checked = checkedIn(formOf(request), resto === 'si');
    const read = await this.#read(person, request, cycleId, schedaId);
    await this.#show(reply, read, checked, []);
  }

  @Post('schede/:schedaId/verifica/presa-in-carico')
  @TakesPageForm()
  async take(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const read = await this.#read(person, request, cycleId, schedaId);
    const outcome = await this.#perform(read, 'take-scheda-in-charge', {}, formOf(request));
    const page = `/cicli/${cycleId}/schede/${encodeURIComponent(schedaId)}/verifica`;
    await this.#answer(reply, read, outcome, nothingChecked, page);
  }

  /** Sends it back with what was answered no. */
  @Post('schede/:schedaId/verifica/restituzione')
  @TakesPageForm()
  async giveBack(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = formOf(request);
    const checked = checkedIn(form, false);
    const read = await this.#read(person, request, cycleId, schedaId);
    const { words } = read.frame;
    const note = noteOf(checked, words);
    const due = checked.due === '' ? undefined : dayTyped(checked.due);
    const errors = [
      ...(note ? [] : [{ field: 'altro', text: words.verification.nothingToReturn }]),
      ...(checked.due !== '' && due === undefined
        ? [{ field: 'entro', text: words.verification.dueWrong }]
        : []),
    ];
    if (note === undefined || errors.length > 0) {
      await this.#show(reply, read, checked, errors, 422);
      return;
    }
    const wish = { ...note, ...(due !== undefined && { due }) };
    const outcome = await this.#perform(read, 'return-scheda', wish, form);
    await this.#answer(reply, read, outcome, checked, this.#queueAfter(cycleId, 'return-scheda'));
  }

  /** Says that it is in order, where nothing of the list is wrong or left out. */
  @Post('schede/:schedaId/verifica/conferma')
  @TakesPageForm()
  async confirm(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = formOf(request);
    const checked = checkedIn(form, false);
    const read = await this.#read(person, request, cycleId, schedaId);
    const { verification: said } = read.frame.words;
    const errors = [
      ...answered(checked, 'no').map(({ id }) => ({
        field: `${answerField(id)}-si`,
        text: said.blockedField(said.items[id]),
      })),
      ...answered(checked, undefined).map(({ id }) => ({
        field: `${answerField(id)}-si`,
        text: said.unanswered(said.items[id]),
      })),
    ];
    if (errors.length > 0) {
      await this.#show(reply, read, checked, errors, 422);
      return;
    }
    const outcome = await this.#perform(read, 'check-scheda', {}, form);
    await this.#answer(reply, read, outcome, checked, this.#queueAfter(cycleId, 'check-scheda'));
  }

  #queueAfter = (cycleId: string, verb: string): string =>
    `/cicli/${cycleId}/verifica?fatto=${verb}`;

  async #perform(
    { frame, person, life, scheda }: Read,
    verb: string,
    wish: object,
    form: URLSearchParams,
  ): Promise<PageOutcome> {
    return this.commands.perform(
      verb,
      { schedaId: scheda.schedaId, ...wish },
      {
        ...{ cycleId: life.data.cycleId, person },
        ...marksOf(form),
        onBehalfOf: frame.actingFor?.personId,
      },
    );
  }

  async #answer(
    reply: FastifyReply,
    read: Read,
    outcome: PageOutcome,
    checked: Checked,
    onward: string,
  ): Promise<void> {
    if (outcome.kind === 'recorded') {
      await reply.redirect(onward, 303);
      return;
    }
    const { language } = read.frame;
    if (outcome.kind === 'refused') {
      const { problem } = outcome;
      const errors = [{ field: 'content', text: problem[language].detail }];
      await this.#show(reply, read, checked, errors, problem.status);
      return;
    }
    const fields: Readonly<Record<string, string>> = { '/due': 'entro' };
    const errors = outcome.problems.map((problem) => ({
      field: fields[problem.field] ?? 'altro',
      text: problem[language],
    }));
    await this.#show(reply, read, checked, errors, 422);
  }

  async #show(
    reply: FastifyReply,
    { frame, person, queue, life, scheda, actions }: Read,
    checked: Checked,
    errors: readonly FieldError[],
    status = 200,
  ): Promise<void> {
    const { schedaId } = scheda;
    const { facts } = await this.happened.of(life, schedaId, queue.list.organisation);
    const state = stateOfPart(life, 'scheda', schedaId);
    const [label] = life.workflow.part('scheda').meta(state);
    // What its unit never got back has nothing to be compared with.
    const isCompared = scheda.returns > 0 || scheda.carriedFrom !== undefined;
    const revision = isCompared ? givenBackAt(facts) : undefined;
    const former =
      revision === undefined
        ? undefined
        : (await this.reader.programme(life.data.cycleId, { revision })).data.schede[schedaId];
    const may = (verb: string): boolean =>
      actions.some((action) => action.verb === verb && action.possible);
    const next = queue.waiting.find((each) => each.scheda.schedaId !== schedaId)?.scheda;
    const shown = {
      ...{ life, scheda, actions, checked, errors, next },
      standing: label ? standingLabel(label, life.data)[frame.language] : '',
      unit: queue.list.unitName(scheda.unitId),
      fields: comparedFields(former ?? scheda, scheda, life),
      isCompared: former !== undefined,
      names: await this.named.of(life, scheda, person),
      mayTake: may('take-scheda-in-charge'),
      isInCheck: stageOf(state) === 'inVerification',
      taken: queue.waiting.find((each) => each.scheda.schedaId === schedaId)?.taken,
    };
    const page = <VerificationPage frame={frame} shown={shown} />;
    await answerPage(reply, frame.language, page, status);
  }

  async #read(
    person: Person,
    request: FastifyRequest,
    cycleId: string,
    schedaId: string,
  ): Promise<Read> {
    const queue = await this.queues.of(person, cycleId);
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    this.#mustCheck(person, frame);
    const { life, organisation } = queue.list;
    const scheda = schedaOf(life, schedaId);
    const part = { kind: 'scheda', id: schedaId } as const;
    const actions = actionsOf(life, person, part, {
      organisation,
      nowMs: this.reader.nowMs(),
      ...(frame.actingFor && { onBehalfOf: frame.actingFor.personId }),
    });
    return { frame, person, queue, life, scheda, actions };
  }

  /**
   * These pages are for whoever may check schede at all.
   * @throws Problem not-allowed, which says who may
   */
  #mustCheck({ role, personId }: Person, { actingFor }: Frame): void {
    const verb = verbByName.get('check-scheda');
    const who = verb?.who.map((grant) => grant.role) ?? [];
    const acting = actingFor?.role ?? role;
    if (verb === undefined || who.some((each) => each === acting)) return;
    const details = {
      ...{ ...rolesInWords(role, who), personId, day: this.reader.today() },
      ...{ verb: verb.title.it, verbEn: verb.title.en },
    };
    throw refusalProblem(new Refusal('not-allowed', details), { rule: 'check-scheda' });
  }
}
