import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { CurrentPerson } from '../../../http/current-person.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { HelpPage } from './help-page.js';
import { KeyboardPage } from './keyboard-page.js';

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
}
