import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../../http/public.js';
import { OpenFrames } from '../../open-frames.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { AccessibilityPage } from './accessibility-page.js';
import { licences } from './licences.js';
import { LicencesPage } from './licences-page.js';
import { PublicInformation } from './public-information.js';
import { SaidPage } from './said-page.js';

/** What the law wants said to everybody, signed in or not. */
@Public()
@Controller()
export class LegalController {
  constructor(
    private readonly information: PublicInformation,
    private readonly frames: OpenFrames,
  ) {}

  @Get('accessibilita')
  @ShowsPage()
  async accessibility(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const frame = await this.frames.of(request);
    const page = <AccessibilityPage frame={frame} information={this.information} />;
    await answerPage(reply, frame.language, page);
  }

  @Get('privacy')
  @ShowsPage()
  async privacy(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const frame = await this.frames.of(request);
    const said = frame.words.legal.privacy;
    const page = <SaidPage {...{ frame, said }} contact={this.information.contact} />;
    await answerPage(reply, frame.language, page);
  }

  @Get('note-legali')
  @ShowsPage()
  async notes(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const frame = await this.frames.of(request);
    const said = frame.words.legal.notes;
    const page = <SaidPage {...{ frame, said }} contact={this.information.contact} />;
    await answerPage(reply, frame.language, page);
  }

  @Get('licenze')
  @ShowsPage()
  async licences(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const frame = await this.frames.of(request);
    await answerPage(reply, frame.language, <LicencesPage frame={frame} list={licences()} />);
  }
}
