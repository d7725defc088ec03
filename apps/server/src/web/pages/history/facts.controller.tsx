import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { CycleThroughTime } from './cycle-through-time.js';
import { FactsPage } from './facts-page.js';
import { factsFile } from './facts-file.js';
import { FactsPageQuery } from './facts-query.js';
import { FactsReader } from './facts-reader.js';

/** The list of what happened in a cycle, and the same as a file. */
@Controller('cicli/:cycleId/storico')
export class FactsPageController {
  constructor(
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
    private readonly cycles: CycleThroughTime,
    private readonly facts: FactsReader,
  ) {}

  @Get('fatti')
  @ShowsPage()
  async list(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(FactsPageQuery)) query: FactsPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const shown = await this.facts.page(cycleId, query);
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    await answerPage(reply, frame.language, <FactsPage frame={frame} shown={shown} />);
  }

  @Get('fatti.csv')
  @ShowsPage()
  async file(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(FactsPageQuery)) query: FactsPageQuery,
    @CurrentPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const { track } = await this.cycles.now(cycleId);
    const lines = await this.facts.lines(cycleId, query);
    const name = `${cycleId}_fatti_${this.reader.today()}.csv`;
    reply.header('content-type', 'text/csv; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="${name}"`);
    return Buffer.from(factsFile(lines, track));
  }
}
