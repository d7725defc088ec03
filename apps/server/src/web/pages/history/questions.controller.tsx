import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { auditQuestion, type Answer, type AnswerTable, type AuditQuestion } from '#audit';
import { endOfDayMs } from '#calendar';
import type { Person } from '#people';
import { forms, HasForm, IsDay } from '#planning';
import { writeTable } from '#spreadsheet';
import { SessionView } from '../../../access/session-view.js';
import { apiProblem } from '../../../api/api-problems.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { Inquiries } from '../../../audit/inquiries.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { httpProblem } from '../../../http/http-problems.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { unitNamesIn } from '../../unit-names.js';
import { orNothing } from './asked-moment.js';
import { AnswerPage, QuestionsPage, type Asking } from './questions-page.js';

class AnswerPageQuery {
  /** As it would have been answered at the end of this day. */
  @IsOptional()
  @Transform(orNothing)
  @IsDay()
  readonly giorno?: string;

  @IsOptional()
  @Transform(orNothing)
  @HasForm(forms.id)
  readonly scheda?: string;
}

/** The pages of the fifteen questions, for auditors. */
@Controller('cicli/:cycleId/storico/domande')
export class QuestionPagesController {
  constructor(
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
    private readonly inquiries: Inquiries,
  ) {}

  @Get()
  @ShowsPage()
  async questions(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustBeAllowed(person, 'audit', cycleId);
    const { title } = (await this.reader.programme(cycleId)).data;
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const page = <QuestionsPage frame={frame} cycle={{ cycleId, title }} />;
    await answerPage(reply, frame.language, page);
  }

  /** By its key or its number. @throws Problem audit-question-unknown */
  @Get(':question')
  @ShowsPage()
  async answer(
    @Param('cycleId') cycleId: string,
    @Param('question') asked: string,
    @Query(new Checked(AnswerPageQuery)) query: AnswerPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { question, asking, answer } = await this.#answered(person, cycleId, asked, query);
    const [life, organisation] = await Promise.all([
      this.reader.programme(cycleId),
      this.reader.organisation(person.zone),
    ]);
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const page = (
      <AnswerPage
        {...{ frame, life, question, asking, answer, unitName: unitNamesIn(organisation) }}
      />
    );
    await answerPage(reply, frame.language, page);
  }

  /** One of the tables of an answer, as a file. @throws Problem audit-question-unknown, not-found */
  @Get(':question/tabelle/:table')
  @ShowsPage()
  async table(
    @Param('cycleId') cycleId: string,
    @Param('question') asked: string,
    @Param('table') number: string,
    @Query(new Checked(AnswerPageQuery)) query: AnswerPageQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { question, answer } = await this.#answered(person, cycleId, asked, query);
    const table = /^\d$/.test(number) ? answer.tables[Number(number)] : undefined;
    if (!table) throw httpProblem('not-found');
    const name = `${cycleId}_domanda-${question.number}_${number}_${this.reader.today()}.csv`;
    reply.header('content-type', 'text/csv; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="${name}"`);
    return Buffer.from(fileOf(table));
  }

  async #answered(
    person: Person,
    cycleId: string,
    asked: string,
    { giorno: day, scheda }: AnswerPageQuery,
  ): Promise<{
    readonly question: AuditQuestion;
    readonly asking: Asking;
    readonly answer: Answer;
  }> {
    await this.reader.mustBeAllowed(person, 'audit', cycleId);
    await this.reader.mustExist(cycleId);
    const question = auditQuestion(asked);
    if (!question) throw apiProblem('audit-question-unknown');
    const at = day === undefined ? undefined : new Date(endOfDayMs(day) - 1).toISOString();
    const inquiry = await this.inquiries.of(question, {
      ...{ cycleId, zone: person.zone, at, schedaId: scheda },
    });
    try {
      return { question, asking: { day, at, scheda }, answer: question.answer(inquiry) };
    } finally {
      inquiry.end();
    }
  }
}

function fileOf({ columns, rows }: AnswerTable): Uint8Array {
  const titles = Object.fromEntries(
    columns.map(({ key, it }) => [key, { title: it, kind: 'text' }] as const),
  );
  const texts = rows.map((row) =>
    Object.fromEntries(columns.map(({ key }) => [key, textOf(row[key] ?? null)] as const)),
  );
  return writeTable('csv', { columns: titles, rows: texts });
}

function textOf(value: string | number | boolean | null): string | undefined {
  if (value === null) return undefined;
  if (typeof value === 'boolean') return value ? 'sì' : 'no';
  return String(value);
}
