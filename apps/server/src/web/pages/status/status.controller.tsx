import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CycleReader } from '../../../api/cycle-reader.js';
import { Public } from '../../../http/public.js';
import { OpenFrames } from '../../open-frames.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { ServiceSummary, type ServiceState } from './service-summary.js';
import { StatusPage } from './status-page.js';

/** As programs are told: the words of the page. */
const told: Readonly<Record<ServiceState, string>> = {
  active: 'attivo',
  slowed: 'rallentato',
  stopped: 'fermo',
};

/** Whether the service works, for everybody: says no more than the three words. */
@Public()
@Controller()
export class StatusController {
  constructor(
    private readonly summary: ServiceSummary,
    private readonly reader: CycleReader,
    private readonly frames: OpenFrames,
  ) {}

  @Get('stato')
  @ShowsPage()
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const frame = await this.frames.of(request);
    const state = await this.summary.state();
    const page = <StatusPage {...{ frame, state }} atMs={this.reader.nowMs()} />;
    await answerPage(reply, frame.language, page);
  }

  @Get('stato.json')
  async forPrograms(): Promise<{ readonly stato: string; readonly at: string }> {
    const stato = told[await this.summary.state()];
    return { stato, at: new Date(this.reader.nowMs()).toISOString() };
  }
}
