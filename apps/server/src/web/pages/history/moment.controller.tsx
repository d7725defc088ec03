import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Checked } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage, answerPart } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { askedMoment, MomentPageQuery } from './asked-moment.js';
import { CycleThroughTime } from './cycle-through-time.js';
import { MomentPage } from './moment-page.js';
import { MomentView } from './moment-view.js';

/** The page of a cycle through time. The script of its slider asks for the moment alone. */
@Controller('cicli/:cycleId/storico')
export class MomentPageController {
  constructor(
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
    private readonly cycles: CycleThroughTime,
  ) {}

  @Get()
  @ShowsPage()
  async moment(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(MomentPageQuery)) query: MomentPageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.reader.mustBeAllowed(person, 'history', cycleId);
    const now = await this.cycles.now(cycleId);
    const shown = await this.cycles.at(now, askedMoment(now.track, query));
    if (request.headers['hx-request'] === 'true') {
      const frame = frameOf(request);
      await answerPart(reply, frame.language, <MomentView frame={frame} shown={shown} />);
      return;
    }
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const page = <MomentPage frame={frame} shown={shown} typed={query.istante} />;
    const isWrong = shown.asked.wrong === 'no-day';
    await answerPage(reply, frame.language, page, isWrong ? 422 : 200);
  }
}
