import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { blame, watchedScheda, type BlamedField } from '#history';
import type { Person } from '#people';
import {
  actionsOf,
  currentUnit,
  headOf,
  latenessOfSchede,
  nameOf,
  questionsOf,
  QuestionsProjection,
  reads,
  SchedaTimesProjection,
  standingLabel,
  type CycleLife,
  type LifeData,
  type QuestionRow,
} from '#planning';
import { stateOfPart, Workflows } from '#workflow';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader, notFound } from '../../../api/cycle-reader.js';
import { HistoryReader } from '../../../api/history-reader.js';
import { Checked } from '../../../api/query.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { LinkedToScheda } from './linked.js';
import { NamesOfScheda } from './named.js';
import { SchedaFactsReader } from './scheda-facts.js';
import { SchedaPage } from './scheda-page.js';

class SchedaPageQuery {
  /** Who wrote what. */
  @IsOptional()
  @IsIn(['1'])
  readonly chi?: '1';

  /** The verb that was just done from here. */
  @IsOptional()
  readonly fatto?: string;
}

/** The page of one scheda. */
@Controller('cicli/:cycleId/schede/:schedaId')
export class SchedaPageController {
  constructor(
    private readonly reader: CycleReader,
    private readonly views: ReadModelReader,
    private readonly history: HistoryReader,
    private readonly happened: SchedaFactsReader,
    private readonly named: NamesOfScheda,
    private readonly linked: LinkedToScheda,
    private readonly workflows: Workflows<LifeData>,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async scheda(
    @Param('cycleId') cycleId: string,
    @Param('schedaId') schedaId: string,
    @Query(new Checked(SchedaPageQuery)) { chi }: SchedaPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustBeAllowed(person, 'schede', cycleId);
    const [self, life, organisation] = await Promise.all([
      this.sessions.self(person, request.session),
      this.reader.programme(cycleId),
      this.reader.organisation(person.zone),
    ]);
    const scheda = Object.hasOwn(life.data.schede, schedaId)
      ? life.data.schede[schedaId]
      : undefined;
    if (scheda === undefined) throw notFound('scheda-not-found', { id: schedaId });
    const frame = frameOf(request, self);
    const [deadlines, questions, happened, names, linked, origins] = await Promise.all([
      this.#deadlines(cycleId, schedaId),
      this.#questions(person, cycleId, schedaId),
      this.happened.of(life, schedaId, organisation),
      this.named.of(life, scheda, person),
      this.linked.of(life, scheda, person),
      chi === undefined ? undefined : this.#origins(life, schedaId),
    ]);
    const state = stateOfPart(life, 'scheda', schedaId);
    const [label] = life.workflow.part('scheda').meta(state);
    const unitId = currentUnit(organisation, scheda.unitId);
    const part = { kind: 'scheda', id: schedaId } as const;
    const circumstances = {
      organisation,
      nowMs: this.reader.nowMs(),
      ...(frame.actingFor && { onBehalfOf: frame.actingFor.personId }),
    };
    const shown = {
      ...{ life, scheda, state, deadlines, questions, happened, names, linked, origins },
      today: this.reader.today(),
      standing: label ? standingLabel(label, life.data)[frame.language] : '',
      unit: (organisation && nameOf(organisation, unitId)) ?? unitId,
      head: headOf(organisation, unitId) ?? scheda.personId,
      actions: actionsOf(life, person, part, circumstances),
      subject: questionSubject(schedaId),
      canAsk: actionsOf(life, person, undefined, circumstances).some(
        ({ verb, possible }) => verb === 'raise-question' && possible,
      ),
      canAnswer: (questionId: string) =>
        actionsOf(life, person, { kind: 'question', id: questionId }, circumstances).some(
          ({ verb, possible }) => verb === 'answer-question' && possible,
        ),
    };
    await answerPage(reply, frame.language, <SchedaPage frame={frame} shown={shown} />);
  }

  async #deadlines(cycleId: string, schedaId: string) {
    const on = this.reader.today();
    const all = await this.views.read(SchedaTimesProjection, undefined, (database) =>
      latenessOfSchede(database, { cycleId, on }),
    );
    return all.filter((each) => each.schedaId === schedaId && each.due !== null);
  }

  async #questions(
    { role, zone }: Person,
    cycleId: string,
    schedaId: string,
  ): Promise<readonly QuestionRow[]> {
    if (!reads(role, 'questions')) return [];
    const subject = questionSubject(schedaId);
    const { rows } = await this.views.read(QuestionsProjection, undefined, (database) =>
      questionsOf(database, { zone, cycleId, subject, limit: 200 }),
    );
    return rows;
  }

  /** For each of its fields, by name, the fact that made it what it is. */
  async #origins(
    life: Readonly<CycleLife>,
    schedaId: string,
  ): Promise<ReadonlyMap<string, BlamedField>> {
    const facts = this.history.facts(life.data.cycleId);
    const fields = await blame(facts, watchedScheda(schedaId), this.workflows, life);
    return new Map(
      fields.flatMap((each) => {
        const [, member, name] = each.field.split('/');
        return member === 'content' && name !== undefined ? [[name, each]] : [];
      }),
    );
  }
}

/** What a question about a scheda says it is about. */
const questionSubject = (schedaId: string): string => `scheda ${schedaId}`;
