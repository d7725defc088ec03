import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { CurrentPerson } from '../../../http/current-person.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { httpProblem } from '../../../http/http-problems.js';
import { GlossaryPage } from './glossary-page.js';
import { HelpPage } from './help-page.js';
import { KeyboardPage } from './keyboard-page.js';
import { RolePage } from './role-page.js';
import { roleAt } from './role-address.js';

/** What each role does here, and what the words mean. */
@Controller('aiuto')
export class HelpController {
  constructor(private readonly frames: ZoneFrames) {}

  @Get()
  @ShowsPage()
  async help(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    await answerPage(reply, frame.language, <HelpPage frame={frame} role={person.role} />);
  }

  @Get('glossario')
  @ShowsPage()
  async glossary(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    await answerPage(reply, frame.language, <GlossaryPage frame={frame} />);
  }

  @Get('tastiera')
  @ShowsPage()
  async keyboard(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    await answerPage(reply, frame.language, <KeyboardPage frame={frame} />);
  }

  /** @throws Problem not-found for a role that there is not */
  @Get(':role')
  @ShowsPage()
  async role(
    @Param('role') asked: string,
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const role = roleAt(asked);
    if (role === undefined) throw httpProblem('not-found');
    const frame = await this.frames.of(request, person);
    const page = <RolePage {...{ frame, role }} isOwn={person.role === role} />;
    await answerPage(reply, frame.language, page);
  }
}
