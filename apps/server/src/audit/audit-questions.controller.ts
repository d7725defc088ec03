import { Controller, Get, Param, Query } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { auditQuestion, auditQuestions, type Answer, type AuditQuestion, type Words } from '#audit';
import type { Person } from '#people';
import { forms, HasForm } from '#planning';
import { apiProblem } from '../api/api-problems.js';
import { CycleReader } from '../api/cycle-reader.js';
import { Checked, InstantQuery } from '../api/query.js';
import { CurrentPerson } from '../http/current-person.js';
import { Inquiries } from './inquiries.js';

class AskedQuery extends InstantQuery {
  /** One scheda alone, where the question is about schede. */
  @IsOptional()
  @HasForm(forms.id)
  readonly scheda?: string;
}

/** A question as it is listed. */
interface ListedQuestion {
  readonly number: number;
  readonly key: string;
  readonly question: Words;
  /** The rule that is checked. */
  readonly source: string;
  readonly parameters: readonly string[];
}

interface AnsweredQuestion extends Omit<ListedQuestion, 'parameters'>, Answer {
  readonly cycleId: string;
  /** The instant it was looked at from, ISO 8601 UTC; null for now. */
  readonly at: string | null;
}

/** The fifteen questions of an audit, answered from the facts. */
@Controller('api/v1')
export class AuditQuestionsController {
  constructor(
    private readonly reader: CycleReader,
    private readonly inquiries: Inquiries,
  ) {}

  @Get('audit/questions')
  async questions(
    @CurrentPerson() person: Person,
  ): Promise<{ readonly items: readonly ListedQuestion[]; readonly total: number }> {
    await this.reader.mustRead(person, 'audit');
    return { items: auditQuestions.map(listed), total: auditQuestions.length };
  }

  /** By its key or its number, now or as it would have been answered at an instant. */
  @Get('cycles/:cycleId/audit/questions/:question')
  async answer(
    @Param('cycleId') cycleId: string,
    @Param('question') asked: string,
    @Query(new Checked(AskedQuery)) { at, scheda: schedaId }: AskedQuery,
    @CurrentPerson() person: Person,
  ): Promise<AnsweredQuestion> {
    await this.reader.mustBeAllowed(person, 'audit', cycleId);
    await this.reader.mustExist(cycleId);
    const question = auditQuestion(asked);
    if (!question) throw apiProblem('audit-question-unknown');
    const instant = at === undefined ? undefined : new Date(at).toISOString();
    const inquiry = await this.inquiries.of(question, {
      ...{ cycleId, zone: person.zone, at: instant, schedaId },
    });
    try {
      const { parameters: _parameters, ...named } = listed(question);
      return { ...named, cycleId, at: instant ?? null, ...question.answer(inquiry) };
    } finally {
      inquiry.end();
    }
  }
}

const listed = ({ number, key, text, source, ofScheda }: AuditQuestion): ListedQuestion => ({
  ...{ number, key, question: text, source },
  parameters: ['at', ...(ofScheda ? ['scheda'] : [])],
});
