import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '#people';
import { AskedByPage } from '../../http/asked-by-page.js';
import { CurrentPerson } from '../../http/current-person.js';
import { CycleOverviews } from '../pages/cycle/cycle-overviews.js';
import { DeskReader } from '../pages/desk/desk-reader.js';
import { cycleAsSeen } from './cycle-seen.js';
import { LivePages } from './live-pages.js';

/** What open pages listen to (HTML, server-sent events): `novita` whenever they would show something else. */
@Controller()
export class LiveController {
  constructor(
    private readonly live: LivePages,
    private readonly cycles: CycleOverviews,
    private readonly desk: DeskReader,
  ) {}

  @Get('novita')
  @AskedByPage()
  async ofDesk(
    @CurrentPerson() person: Person,
    @Query('visto') shown: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = async (): Promise<string> => (await this.desk.read(person)).seen;
    await this.live.tell(request, reply, { person, seen, shown: said(shown) });
  }

  @Get('cicli/:cycleId/novita')
  @AskedByPage()
  async ofCycle(
    @Param('cycleId') cycleId: string,
    @CurrentPerson() person: Person,
    @Query('visto') shown: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const seen = async (): Promise<string> =>
      cycleAsSeen(person, await this.cycles.of(person, cycleId));
    await this.live.tell(request, reply, { person, seen, shown: said(shown) });
  }
}

const said = (shown: unknown): string | undefined =>
  typeof shown === 'string' ? shown : undefined;
