import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { SessionView } from '../../../access/session-view.js';
import { CycleReader } from '../../../api/cycle-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { httpProblem } from '../../../http/http-problems.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { MeetingPage } from './meeting-page.js';
import { ParticipationPage } from './participation-page.js';
import { ParticipationReader } from './participation-reader.js';

/** Who was heard, and what became of it: the participation of a cycle, and each of its meetings. */
@Controller('cicli/:cycleId')
export class ParticipationController {
  constructor(
    private readonly participation: ParticipationReader,
    private readonly reader: CycleReader,
    private readonly sessions: SessionView,
  ) {}

  @Get('partecipazione')
  @ShowsPage()
  async all(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const onBehalfOf = frame.actingFor?.personId;
    const shown = await this.participation.of(person, cycleId, onBehalfOf);
    const page = <ParticipationPage {...{ frame, shown }} today={this.reader.today()} />;
    await answerPage(reply, frame.language, page);
  }

  @Get('incontri/:meetingId')
  @ShowsPage()
  async one(
    @Param('cycleId') cycleId: string,
    @Param('meetingId') meetingId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = frameOf(request, await this.sessions.self(person, request.session));
    const onBehalfOf = frame.actingFor?.personId;
    const shown = await this.participation.of(person, cycleId, onBehalfOf);
    const { meetings } = shown.life.data;
    const meeting = Object.hasOwn(meetings, meetingId) ? meetings[meetingId] : undefined;
    if (meeting === undefined) throw httpProblem('not-found');
    const page = <MeetingPage {...{ frame, shown, meeting }} today={this.reader.today()} />;
    await answerPage(reply, frame.language, page);
  }
}
