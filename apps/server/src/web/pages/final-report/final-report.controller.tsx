import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { finalReportNow } from '#planning';
import { SessionView } from '../../../access/session-view.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ApprovalReader } from '../approval/approval-reader.js';
import { FinalReportPage } from './final-report-page.js';
import { reportedSchede } from './reported.js';

/** The report on the year of a plan, up to the closing of the cycle. */
@Controller('cicli/:cycleId/rendiconto')
export class FinalReportController {
  constructor(
    private readonly approvals: ApprovalReader,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async report(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const shown = await this.approvals.of(person, cycleId, frame.actingFor?.personId);
    const page = (
      <FinalReportPage
        {...{ frame, shown, schede: reportedSchede(shown.life) }}
        hashNow={finalReportNow(shown.life).reportHash}
        today={this.approvals.today()}
      />
    );
    await answerPage(reply, frame.language, page);
  }
}
