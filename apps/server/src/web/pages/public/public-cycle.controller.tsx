import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CycleReader, notFound } from '../../../api/cycle-reader.js';
import { Public } from '../../../http/public.js';
import { frameOf } from '../../frame.js';
import { answerPage } from '../../page-answer.js';
import { ShowsPage } from '../../shows-page.js';
import { publicCycle } from './public-cycle.js';
import { PublicCyclePage } from './public-cycle-page.js';
import { PublicPages } from './public-pages.js';

/** The page of a yearly programme for everybody, where the office has decided that there is one. */
@Public()
@Controller('pubblico/:cycleId')
export class PublicCycleController {
  constructor(
    private readonly pages: PublicPages,
    private readonly reader: CycleReader,
  ) {}

  @Get()
  @ShowsPage()
  async cycle(
    @Param('cycleId') cycleId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Nobody learns from the answer whether there is a cycle that is not shown.
    if (!this.pages.areShown) throw notFound('cycle-not-found', { cycleId });
    const life = await this.reader.programme(cycleId);
    const frame = frameOf(request);
    const shown = publicCycle(life, frame.language);
    const page = <PublicCyclePage frame={frame} shown={shown} today={this.reader.today()} />;
    await answerPage(reply, frame.language, page);
  }
}
