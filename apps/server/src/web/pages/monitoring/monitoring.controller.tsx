import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { SessionView } from '../../../access/session-view.js';
import { Checked } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ApprovalReader } from '../approval/approval-reader.js';
import { monitoredSchede } from './monitored.js';
import { MonitoringPage } from './monitoring-page.js';

class MonitoringQuery {
  /** Only the schede of which nothing is known. */
  @IsOptional()
  @IsIn(['mancanti'])
  readonly mostra?: 'mancanti';
}

/** How a plan in force is carried out. */
@Controller('cicli/:cycleId/monitoraggio')
export class MonitoringController {
  constructor(
    private readonly approvals: ApprovalReader,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async monitoring(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(MonitoringQuery)) { mostra }: MonitoringQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const shown = await this.approvals.of(person, cycleId, frame.actingFor?.personId);
    const page = (
      <MonitoringPage
        {...{ frame, shown, schede: monitoredSchede(shown.life) }}
        onlyGaps={mostra !== undefined}
        today={this.approvals.today()}
      />
    );
    await answerPage(reply, frame.language, page);
  }
}
