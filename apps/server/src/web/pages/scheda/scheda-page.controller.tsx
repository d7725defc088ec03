import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { blame, watchedScheda, type BlamedField } from '#history';
import type { Person } from '#people';
import {
  currentUnit,
  headOf,
  latenessOfSchede,
  questionsOf,
  QuestionsProjection,
  reads,
  SchedaTimesProjection,
  type CycleLife,
  type LifeData,
  type QuestionRow,
} from '#planning';
import { Workflows } from '#workflow';
import { CycleReader } from '../../../api/cycle-reader.js';
import { HistoryReader } from '../../../api/history-reader.js';
import { Checked } from '../../../api/query.js';
import { ReadModelReader } from '../../../api/read-model-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { LinkedToScheda } from './linked.js';
import { NamesOfScheda } from './named.js';
import { SchedaFactsReader } from './scheda-facts.js';
import { SchedaPage } from './scheda-page.js';
import { SchedeToRead } from './schede-to-read.js';

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
    private readonly schede: SchedeToRead,
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
    const opened = await this.schede.open({ cycleId, schedaId }, person, request);
    const { frame, life, scheda, organisation, state, standing, unit, actions } = opened;
    const [deadlines, questions, happened, names, linked, origins] = await Promise.all([
      this.#deadlines(cycleId, schedaId),
      this.#questions(person, cycleId, schedaId),
      this.happened.of(life, schedaId, organisation),
      this.named.of(life, scheda, person),
      this.linked.of(life, scheda, person),
      chi === undefined ? undefined : this.#origins(life, schedaId),
    ]);
    const unitId = currentUnit(organisation, scheda.unitId);
    const shown = {
      ...{ life, scheda, state, deadlines, questions, happened, names, linked, origins },
      ...{ today: this.reader.today(), standing, unit, actions },
      head: headOf(organisation, unitId) ?? scheda.personId,
      subject: questionSubject(schedaId),
      canAsk: opened
        .actionsWith(undefined)
        .some(({ verb, possible }) => verb === 'raise-question' && possible),
      canAnswer: (questionId: string) =>
        opened
          .actionsWith({ kind: 'question', id: questionId })
          .some(({ verb, possible }) => verb === 'answer-question' && possible),
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
