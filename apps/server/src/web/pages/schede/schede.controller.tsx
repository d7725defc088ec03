import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { SessionView } from '../../../access/session-view.js';
import { Checked } from '../../../api/query.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { bulkVerbsOf } from './bulk-verbs.js';
import { narrowed } from './listed-scheda.js';
import { SchedePageQuery } from './schede-filters.js';
import { SchedeListReader } from './schede-list.js';
import { SchedePage } from './schede-page.js';
import { tableChoicesIn } from './table-choices.js';

/** The list of the schede of a cycle, with its filters in the address. */
@Controller('cicli/:cycleId/schede')
export class SchedePageController {
  constructor(
    private readonly lists: SchedeListReader,
    private readonly sessions: SessionView,
  ) {}

  @Get()
  @ShowsPage()
  async schede(
    @Param('cycleId') cycleId: string,
    @Query(new Checked(SchedePageQuery)) query: SchedePageQuery,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const list = await this.lists.of(person, cycleId);
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const schede = narrowed(list.schede, query);
    const verbs = bulkVerbsOf(frame.actingFor?.role ?? person.role);
    const choices = tableChoicesIn(request.headers.cookie, person.personId);
    const page = <SchedePage {...{ frame, list, query, schede, choices, verbs }} />;
    await answerPage(reply, frame.language, page);
  }
}
