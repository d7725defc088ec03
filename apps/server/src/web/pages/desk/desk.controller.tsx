import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { SessionView } from '../../../access/session-view.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { formOf } from '../../../http/form-body.js';
import { NoticeWords } from '../../../notifications/notice-words.js';
import { ReadNotices } from '../../../notifications/read-notices.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage, TakesPageForm } from '../../shows-page.js';
import { DeskPage } from './desk-page.js';
import { DeskReader, listIn } from './desk-reader.js';
import { toldNews } from './news.js';

/** The first page of everybody. */
@Controller()
export class DeskController {
  constructor(
    private readonly desk: DeskReader,
    private readonly sessions: SessionView,
    private readonly words: NoticeWords,
    private readonly notices: ReadNotices,
  ) {}

  @Get()
  @ShowsPage()
  async show(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [self, desk] = await Promise.all([
      this.sessions.self(person, request.session),
      this.desk.read(person),
    ]);
    const [latest] = listIn(desk.cycles);
    const frame = frameOf(request, self, latest?.cycleId);
    const news = toldNews(desk.news, this.words, frame);
    await answerPage(reply, frame.language, <DeskPage frame={frame} desk={desk} news={news} />);
  }

  /** Says of notices that they were read; of one that is nobody's, or another's, nothing is said. */
  @Post('notifiche/lette')
  @TakesPageForm()
  async read(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.notices.read(request, person, formOf(request).getAll('noticeId'));
    await reply.code(303).header('location', '/#novita').send();
  }
}
