import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { CurrentPerson } from '../../../http/current-person.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ZoneFrames } from '../../zone-frames.js';
import { AdministrationPage } from './administration-page.js';

/** Where the pages of the administration begin. */
@Controller('amministrazione')
export class AdministrationController {
  constructor(private readonly frames: ZoneFrames) {}

  @Get()
  @ShowsPage()
  async pages(
    @CurrentPerson() person: Person,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const frame = await this.frames.of(request, person);
    await answerPage(reply, frame.language, <AdministrationPage frame={frame} />);
  }
}
