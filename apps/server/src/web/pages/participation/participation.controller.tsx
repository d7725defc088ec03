import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JSX } from 'preact';
import type { Person } from '#people';
import { CycleReader } from '../../../api/cycle-reader.js';
import { CurrentPerson } from '../../../http/current-person.js';
import { httpProblem } from '../../../http/http-problems.js';
import type { Frame } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { CoProgrammingPage } from './co-programming-page.js';
import { CoProgrammingReader } from './co-programming-reader.js';
import { ContributionsPage } from './contributions-page.js';
import { CoveragePage } from './coverage-page.js';
import { MeetingPage } from './meeting-page.js';
import { MeetingsPage } from './meetings-page.js';
import { ParticipationReader, type ShownParticipation } from './participation-reader.js';

/** Who was heard, and what became of it: the participation of a cycle, and each of its meetings. */
@Controller('cicli/:cycleId')
export class ParticipationController {
  constructor(
    private readonly participation: ParticipationReader,
    private readonly coProgramming: CoProgrammingReader,
    private readonly reader: CycleReader,
    private readonly frames: ZoneFrames,
  ) {}

  @Get('partecipazione')
  @ShowsPage()
  async meetings(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const today = this.reader.today();
    await this.#answer({ cycleId, person, request, reply }, (frame, shown) => (
      <MeetingsPage {...{ frame, shown, today }} />
    ));
  }

  @Get('contributi')
  @ShowsPage()
  async contributions(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer({ cycleId, person, request, reply }, (frame, shown) => (
      <ContributionsPage {...{ frame, shown }} />
    ));
  }

  @Get('copertura')
  @ShowsPage()
  async coverage(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#answer({ cycleId, person, request, reply }, (frame, shown) => (
      <CoveragePage {...{ frame, shown }} />
    ));
  }

  /** Of a yearly programme, or of a procedure of its own. */
  @Get('coprogrammazione')
  @ShowsPage()
  async comply(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    const shown = await this.coProgramming.of(person, cycleId, frame.actingFor?.personId);
    await answerPage(reply, frame.language, <CoProgrammingPage {...{ frame, shown }} />);
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
    const today = this.reader.today();
    const convocation = await this.participation.convocation(person, cycleId, meetingId);
    await this.#answer({ cycleId, person, request, reply }, (frame, shown) => {
      const { meetings } = shown.life.data;
      const meeting = Object.hasOwn(meetings, meetingId) ? meetings[meetingId] : undefined;
      if (meeting === undefined) throw httpProblem('not-found');
      const absent = this.participation.absent(meeting);
      return <MeetingPage {...{ frame, shown, meeting, today, absent, convocation }} />;
    });
  }

  async #answer(
    asked: {
      readonly cycleId: string;
      readonly person: Person;
      readonly request: FastifyRequest;
      readonly reply: FastifyReply;
    },
    pageOf: (frame: Frame, shown: ShownParticipation) => JSX.Element,
  ): Promise<void> {
    const { cycleId, person, request, reply } = asked;
    const frame = await this.frames.of(request, person);
    const shown = await this.participation.of(person, cycleId, frame.actingFor?.personId);
    await answerPage(reply, frame.language, pageOf(frame, shown));
  }
}
